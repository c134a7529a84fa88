#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "hub/event_views.h"
#include "meeting/event.h"
#include "meeting/state.h"

namespace wardcast::hub {

// A meeting's log, folded.
struct Replay {
    meeting::State state;
    std::vector<EventViews> known;  // The last of what subscribers were told; only when folded for the first time.
    std::vector<EventViews> news;   // What they were not told yet, ...
    std::vector<meeting::Record> unheard;  // ... and the records of it.
};

// told: up to which record subscribers were told, where the meeting has been in memory before: what comes after it was
// written by another process, or by a commit that the disk reported as failed and had made all the same. Without it all
// of the log is known.
[[nodiscard]] Replay replay(const std::vector<meeting::Record>& log, std::optional<std::uint64_t> told);

}  // namespace wardcast::hub
