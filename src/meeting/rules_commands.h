#pragma once

#include <optional>

#include "meeting/burst.h"
#include "meeting/circle.h"
#include "meeting/rules_events.h"

// What somebody asks to be done about how questions come in and stand in line; see meeting/command.h.
namespace wardcast::meeting {

inline constexpr std::int64_t kMaxListenMinutes = 120;
inline constexpr std::int64_t kMaxSlowSeconds = 3600;
inline constexpr std::size_t kMaxHeldWords = 500;  // Of one language.
inline constexpr std::size_t kMaxBlocked = 1000;

struct OrderBy {
    Order order = Order::Fair;
};
struct Listen {
    std::int64_t minutes = 0;  // 0 ends it.
};
struct SetRules {
    static constexpr Circle kCircle = Circle::Clerk;
    RulesChanged change;
};
struct Block {
    ParticipantId participant;
};
struct Unblock {
    ParticipantId participant;
};
struct RemoveBurst {
    BurstId burst;
};
struct RestoreBurst {
    BurstId burst;
};
// The server's own: puts the queue in order again after what it depends on has changed.
struct Settle {
    static constexpr Circle kCircle = Circle::Server;
};
// The server's own: when the time is up.
struct EndListening {
    static constexpr Circle kCircle = Circle::Server;
};

}  // namespace wardcast::meeting
