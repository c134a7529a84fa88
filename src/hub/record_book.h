#pragma once

#include <cstdint>
#include <list>

#include "hub/hub.h"
#include "store/event_store.h"

namespace wardcast::hub {

// Moderation records, made from the log when somebody asks and kept until the log has gone on.
// Threads: one at a time. Bound: kKept meetings; the one asked for longest ago is forgotten.
class RecordBook {
  public:
    static constexpr std::size_t kKept = 8;

    // The store outlives it.
    explicit RecordBook(store::EventStore& store) : store_(store) {}

    [[nodiscard]] Result<RecordReading> read(const meeting::Slug& slug);

  private:
    struct Page {
        meeting::Slug slug;
        std::uint64_t seq = 0;  // Of the last record in it.
        RecordReading reading;
    };
    [[nodiscard]] Result<Page> make(const meeting::Slug& slug);

    store::EventStore& store_;
    std::list<Page> pages_;  // The one asked for last first.
};

}  // namespace wardcast::hub
