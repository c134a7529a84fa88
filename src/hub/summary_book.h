#pragma once

#include <mutex>
#include <optional>
#include <unordered_map>

#include "hub/hub.h"

namespace wardcast::hub {

[[nodiscard]] MeetingSummary summarise(const meeting::State& state, std::size_t watching);

// What is known of each meeting for lists, so that a list reads no logs. Threads: any; a mutex.
class SummaryBook {
  public:
    // From the meeting itself, while it is in memory: right whatever the store's head says.
    void keep_live(MeetingSummary summary, std::uint64_t seq);
    // From the log, or when a meeting leaves memory.
    void keep(MeetingSummary summary, std::uint64_t seq);
    void leave_memory(const meeting::Slug& slug);

    // What is known, if it covers the log up to head.
    [[nodiscard]] std::optional<MeetingSummary> find(const meeting::Slug& slug, std::uint64_t head) const;

  private:
    struct Entry {
        MeetingSummary summary;
        std::uint64_t seq = 0;
        bool live = false;
    };
    mutable std::mutex mutex_;
    std::unordered_map<meeting::Slug, Entry> entries_;  // Under mutex_.
};

}  // namespace wardcast::hub
