#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "hub/errand.h"
#include "hub/live_meeting.h"

namespace wardcast::hub {

// The meetings that are in memory. One comes into it when it is first asked for something, and leaves by itself.
// Threads: any; a mutex, held for a look-up.
class MeetingRegistry {
  public:
    explicit MeetingRegistry(Surroundings surroundings) : surroundings_(std::move(surroundings)) {}

    // Nothing if the meeting has the errand now; else why not, and then the errand is what it was.
    [[nodiscard]] std::optional<Obstacle> give(const meeting::Slug& slug, Errand& errand);
    // Null where it is not in memory.
    [[nodiscard]] std::shared_ptr<LiveMeeting> find(const meeting::Slug& slug);
    // From then on nothing is given to any meeting. Waits until each has finished what it had.
    void stop();

  private:
    [[nodiscard]] std::shared_ptr<LiveMeeting> find_or_load(const meeting::Slug& slug);
    void drop(const LiveMeeting& meeting);

    const Surroundings surroundings_;
    std::mutex mutex_;  // Guards the members below.
    std::unordered_map<meeting::Slug, std::shared_ptr<LiveMeeting>> meetings_;
    bool stopped_ = false;
};

}  // namespace wardcast::hub
