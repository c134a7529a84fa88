#pragma once

#include <chrono>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "meeting/ids.h"

// People who act for the first time, many from one network within a short while: a script that makes itself new tokens,
// or a hall behind one address where the chair has just said "vote now". Only people can tell, so staff decide.
namespace wardcast::meeting {

using BurstId = Id<struct BurstTag>;  // "b_…"

inline constexpr std::chrono::seconds kBurstWindow{60};
inline constexpr std::size_t kBurstNewcomers = 30;    // Within the window; and:
inline constexpr std::size_t kBurstTimesTheRate = 4;  // So many times the newcomers of a usual minute of this meeting.

struct Burst {
    BurstId id;
    std::string network;  // A keyed hash: nobody can tell the address from it.
    Timestamp from;
    Timestamp to;
    std::vector<ParticipantId> people = {};
    bool removed = false;  // Their support does not count.
    bool operator==(const Burst&) const = default;
};

struct Newcomer {
    ParticipantId participant;
    Timestamp at;
    bool operator==(const Newcomer&) const = default;
};

// Who came lately.
struct Arrivals {
    std::size_t all = 0;                                            // In the whole meeting, from everywhere.
    Timestamp first;                                                // When the first of them came.
    std::unordered_map<std::string, std::vector<Newcomer>> lately;  // By network: within kBurstWindow of its last one.
    bool operator==(const Arrivals&) const = default;

    void add(const std::string& network, const Newcomer& newcomer);

    // Whether one more from this network, now, makes so many that staff should look at them.
    [[nodiscard]] bool would_be_burst(const std::string& network, Timestamp now) const;
};

}  // namespace wardcast::meeting
