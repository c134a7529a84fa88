#pragma once

#include <string>

#include "base/clock.h"
#include "meeting/burst.h"

// What happens to bursts of newcomers; see meeting/event.h.
namespace wardcast::meeting {

// Begins with those who came from this network since `from`; whoever comes from it within kBurstWindow of the last one
// belongs to it, too.
struct BurstFlagged {
    static constexpr const char* kName = "burst.flagged";
    BurstId burst;
    std::string network;
    Timestamp from;
    bool operator==(const BurstFlagged&) const = default;
};
struct BurstRemoved {
    static constexpr const char* kName = "burst.removed";
    BurstId burst;
    bool operator==(const BurstRemoved&) const = default;
};
struct BurstRestored {
    static constexpr const char* kName = "burst.restored";
    BurstId burst;
    bool operator==(const BurstRestored&) const = default;
};

}  // namespace wardcast::meeting
