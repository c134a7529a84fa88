#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "meeting/ids.h"
#include "meeting/view.h"

namespace wardcast::http {

struct Room;

// A WebSocket's place among those that hear a meeting. The index alone touches room and place.
struct Member {
    Room* room = nullptr;  // Null while it hears nothing.
    std::uint32_t place = 0;
    meeting::Audience audience = meeting::Audience::Public;
    bool first = false;  // Served before the others: the hall's screen must not wait for thousands at home.
    meeting::ParticipantId participant;
};

// Who hears what on one worker: meeting -> audience -> members, each audience one contiguous run of memory, because a
// frame walks over thousands of them.
// Threads: the worker's.
class SessionIndex {
  public:
    SessionIndex();
    ~SessionIndex();

    // The member hears its audience's broadcasts of this meeting from now on. It must not be in the index yet.
    void add(const meeting::Slug& slug, Member& member);
    // Hears nothing any more. Nothing happens when it did not.
    void remove(Member& member);

    // The members that a broadcast goes to: all of the audience but the participants excepted, who get their own.
    // Those to be served first stand first; otherwise the order means nothing.
    // Valid until the next change of the index.
    [[nodiscard]] const std::vector<Member*>& hearers(const meeting::Slug& slug, meeting::Audience audience,
                                                      const std::vector<meeting::ParticipantId>& except);
    // All members of a meeting, whatever their audience.
    [[nodiscard]] std::vector<Member*> members(const meeting::Slug& slug) const;
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

  private:
    static constexpr std::size_t kAudiences = 3;

    std::unordered_map<meeting::Slug, std::unique_ptr<Room>> rooms_;
    std::vector<Member*> chosen_;  // Kept between calls for its memory.
    std::size_t size_ = 0;

    friend struct Room;
};

}  // namespace wardcast::http
