#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "meeting/apply.h"
#include "meeting/view.h"

namespace wardcast::hub {

// One record as everybody is told of it: texts of elements of `events`, made once, empty for those who are not told.
struct EventViews {
    std::uint64_t seq = 0;
    std::string everyone;  // The public.
    std::string camera;
    std::string staff;
    std::string captioner;                                            // Empty where it is what everyone is told.
    std::vector<std::pair<meeting::ParticipantId, std::string>> own;  // For those who see more than the public.
    std::vector<meeting::QuestionId> tallies;                         // Whose count of supporters changed.
};

[[nodiscard]] EventViews view_event(const meeting::State& after, const meeting::Record& record,
                                    const meeting::Effects& effects);

// The last records of a meeting, without holes, for those who come back and for the next frame.
// Threads: the meeting's strand.
class RecentEvents {
  public:
    static constexpr std::size_t kRemembered = 1000;

    void add(EventViews event);
    // Forgets all but the last kRemembered, but nothing with seq > needed.
    void trim(std::uint64_t needed);

    [[nodiscard]] std::uint64_t last_seq() const noexcept { return events_.empty() ? 0 : events_.back().seq; }
    // Whether everything with seq > since is still here, and since is not of a future that this log does not have.
    [[nodiscard]] bool reaches_back_to(std::uint64_t since) const noexcept;

    // The texts with seq > since for one audience; with `own`, for this participant. Valid until the next add().
    [[nodiscard]] std::vector<std::string_view> texts(std::uint64_t since, meeting::Audience audience,
                                                      const meeting::ParticipantId* own = nullptr) const;
    // Those with something of their own since, each once.
    [[nodiscard]] std::vector<meeting::ParticipantId> owners(std::uint64_t since) const;
    // The questions whose counts have changed since, each once.
    [[nodiscard]] std::vector<meeting::QuestionId> tallies(std::uint64_t since) const;

  private:
    using Events = std::deque<EventViews>;
    [[nodiscard]] Events::const_iterator after(std::uint64_t since) const;

    Events events_;
};

}  // namespace wardcast::hub
