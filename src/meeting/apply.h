#pragma once

#include <optional>
#include <vector>

#include "meeting/state.h"

namespace wardcast::meeting {

// One step of docs/protocol.md section 2.4, member `queue`.
struct QueueStep {
    QuestionId question;
    bool out = false;  // Taken out; else put before `before` (none: at the end).
    std::optional<QuestionId> before = std::nullopt;
    bool operator==(const QueueStep&) const = default;
};

// The members of the wire's state that a patch sets at its top.
enum class Member {
    Title,
    Starts,
    Hashtags,
    Phase,
    StartedAt,
    EndedAt,
    Air,
    Recording,
    QuestionsOpen,
    Items,
    Item,
    Asking,
    AskingSince,
    Cameras,
    Programme,
    Rehearsal,
    Undo,
    Sources,
    Order,
    Listening,
    Rules,
    Blocked,
    Bursts,
    Relays,
    Still,
    Captioned,
    Away,
};

// What one record changed, as far as a client's copy of the state must follow. Small, however large the meeting is.
struct Effects {
    std::optional<QuestionId> question;  // Whose view changed.
    bool was_public = false;             // Whether that question was public before.
    std::vector<QueueStep> queue;
    bool queue_anew = false;  // The public sees the whole queue in another order.
    std::vector<Member> members;
    std::optional<CaptionId> caption;  // That came, or reads otherwise.
    std::vector<QuestionId> tallies;   // Those whose count of supporters changed.
};

// Folds one record into the state. The record's event must have come from decide() on this very state or from the log.
Effects apply(State& state, const Record& record);

}  // namespace wardcast::meeting
