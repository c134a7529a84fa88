#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "meeting/ids.h"
#include "meeting/question_events.h"
#include "meeting/rules.h"

// What happens to the rules by which questions come in and stand in line; see meeting/event.h.
namespace wardcast::meeting {

struct OrderChanged {
    static constexpr const char* kName = "order.changed";
    Order order = Order::Fair;
    bool operator==(const OrderChanged&) const = default;
};
// The policy has put the queue in order again. The steps are written down, so that a log reads the same whatever a
// later version thinks of the policy.
struct QueueSettled {
    static constexpr const char* kName = "queue.settled";
    std::vector<Placement> steps;
    bool operator==(const QueueSettled&) const = default;
};
// Until then, how much support a question has is not shown; none: from now on it is.
struct ListeningChanged {
    static constexpr const char* kName = "listening.changed";
    std::optional<Timestamp> until = std::nullopt;
    bool operator==(const ListeningChanged&) const = default;
};
struct RulesChanged {
    static constexpr const char* kName = "rules.changed";
    std::optional<Naming> naming = std::nullopt;
    std::optional<std::uint64_t> slow_s = std::nullopt;
    std::optional<WordLists> words = std::nullopt;
    bool operator==(const RulesChanged&) const = default;
};
struct ParticipantBlocked {
    static constexpr const char* kName = "participant.blocked";
    ParticipantId participant;
    bool operator==(const ParticipantBlocked&) const = default;
};
struct ParticipantUnblocked {
    static constexpr const char* kName = "participant.unblocked";
    ParticipantId participant;
    bool operator==(const ParticipantUnblocked&) const = default;
};

}  // namespace wardcast::meeting
