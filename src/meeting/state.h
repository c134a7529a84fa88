#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "meeting/event.h"

namespace wardcast::meeting {

enum class Phase { Planned, Live, Ended };
enum class Air { None, Live, Lost, Off };
enum class Recording { None, Running, Ready };

// What undo would take back: the last staff action on a question, and the question as it was before.
struct Undoable {
    std::uint64_t seq = 0;
    Timestamp at;
    std::string event;  // Its wire name.
    QuestionRestored restore;

    bool operator==(const Undoable&) const = default;
};

// A meeting as the fold of its log. A plain value; only apply() changes it.
struct State {
    std::uint64_t seq = 0;  // Of the last record applied.
    Slug slug;
    std::string title;
    std::optional<Timestamp> starts;
    std::vector<std::string> hashtags;
    Phase phase = Phase::Planned;
    std::optional<Timestamp> started_at;
    std::optional<Timestamp> ended_at;
    Air air = Air::None;
    bool camera_present = false;  // Whether air returns to Live or Lost when staff go back on air.
    std::optional<Timestamp> air_since;
    Recording recording = Recording::None;
    bool questions_open = true;
    std::vector<AgendaItem> items;
    std::optional<ItemId> item;

    std::unordered_map<QuestionId, Question> questions;
    std::vector<QuestionId> asked_order;  // All, oldest first.
    std::vector<QuestionId> queue;        // Approved ones in the order in which they will be asked.
    std::optional<QuestionId> asking;
    std::optional<Timestamp> asking_since;
    std::optional<Undoable> undoable;

    // What was already done, for idempotence: by sender and command id, the last seq and the question made, if any.
    struct Done {
        std::uint64_t seq = 0;
        QuestionId question;
        bool operator==(const Done&) const = default;
    };
    std::unordered_map<std::string, Done> done;  // Key: done_key().
};

// What one record changed, as far as a client's copy of the state must follow.
struct QueueStep {
    QuestionId question;
    bool out = false;  // Taken out; else put before `before` (none: at the end).
    std::optional<QuestionId> before;
    bool operator==(const QueueStep&) const = default;
};
struct Effects {
    std::vector<QuestionId> questions;  // Those whose view changed, by this record's doing.
    std::vector<QueueStep> queue;
    std::vector<std::string> members;  // Names of top-level members of the wire's state that changed.
    std::vector<QuestionId> tallies;   // Those whose count of supporters changed.
};

[[nodiscard]] std::string done_key(const ParticipantId& sender, const CommandId& command);

// Folds one record into the state. The record's event must have come from decide() on this very state or from the log.
Effects apply(State& state, const Record& record);

// People who support a question, its merged ones' included, each once.
[[nodiscard]] std::size_t supporters(const State& state, const Question& question);

}  // namespace wardcast::meeting
