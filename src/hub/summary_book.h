#pragma once

#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "hub/hub.h"
#include "store/event_store.h"

namespace wardcast::hub {

[[nodiscard]] MeetingSummary summarise(const meeting::State& state, std::size_t watching);

// What is known of each meeting for lists, so that a list reads a log only where that has grown out of memory.
// Threads: any; a mutex, not held while the store is read.
class SummaryBook {
  public:
    // The store outlives it.
    explicit SummaryBook(store::EventStore& store) : store_(store) {}

    // From the meeting itself, while it is in memory: right whatever the store's head says.
    void keep_live(MeetingSummary summary, std::uint64_t seq);
    void leave_memory(const meeting::Slug& slug);

    // What is known, if it covers the log up to head.
    [[nodiscard]] std::optional<MeetingSummary> find(const meeting::Slug& slug, std::uint64_t head) const;
    // Of all meetings, save those whose log cannot be read. One call at a time: the first one's reading serves the
    // next.
    [[nodiscard]] Result<std::vector<MeetingSummary>> list();

  private:
    struct Entry {
        MeetingSummary summary;
        std::uint64_t seq = 0;
        bool live = false;
    };
    void keep(MeetingSummary summary, std::uint64_t seq);
    [[nodiscard]] Result<MeetingSummary> read_log(const meeting::Slug& slug);

    store::EventStore& store_;
    mutable std::mutex mutex_;
    std::unordered_map<meeting::Slug, Entry> entries_;  // Under mutex_.
};

}  // namespace wardcast::hub
