#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "meeting/burst.h"
#include "meeting/caption.h"
#include "meeting/event.h"
#include "meeting/relay.h"
#include "meeting/rules.h"

namespace wardcast::meeting {

enum class Phase { Planned, Live, Ended };
enum class Air { None, Live, Lost, Off };
enum class Recording { None, Running, Ready };

[[nodiscard]] std::string_view to_string(Phase phase) noexcept;
[[nodiscard]] std::string_view to_string(Air air) noexcept;
[[nodiscard]] std::string_view to_string(Recording recording) noexcept;

// What undo would take back: the last staff action on a question. Gone once anything else changes that question.
struct Undoable {
    std::uint64_t seq = 0;
    Timestamp at;
    std::string event;  // Its wire name.
    QuestionId question;
    Actor actor;
    CommandId command;
    std::vector<QuestionRestored> restores;  // In the order in which they are to be applied.

    bool operator==(const Undoable&) const = default;
};

// What one person has done in a meeting.
struct Participation {
    std::vector<QuestionId> asked;      // Oldest first.
    std::vector<QuestionId> supported;  // Those that have this person in Question::supporters.

    bool operator==(const Participation&) const = default;
};

// What a command made, as `done` says it: "question": "q_…".
struct Made {
    std::string what;
    std::string id;

    bool operator==(const Made&) const = default;
};

// A time during which the air was in one state; none: it still is.
struct Stretch {
    Timestamp from;
    std::optional<Timestamp> to;
    bool operator==(const Stretch&) const = default;
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
    bool camera_present = false;         // Known also while off air: decides whether air returns to Live or to Lost.
    std::optional<Timestamp> air_since;  // None while air is None.
    Recording recording = Recording::None;
    Direction programme;
    std::optional<std::string> still;  // The name of the picture that Shown::Still shows.
    bool rehearsal = false;            // Cameras are seen by staff alone, nothing is recorded.
    bool questions_open = true;
    bool closed_by_end = false;  // Intake was open when the meeting ended: starting it again opens it again.
    std::vector<AgendaItem> items;
    std::optional<ItemId> item;
    std::vector<Camera> cameras = first_cameras();
    std::size_t cameras_ever = 1;  // Removed ones too: their ids are never given again.

    std::unordered_map<QuestionId, Question> questions;
    std::unordered_map<ParticipantId, Participation> people;
    std::vector<QuestionId> asked_order;  // All, oldest first.
    std::vector<QuestionId> queue;        // Approved ones in the order in which they will be asked.
    std::optional<QuestionId> asking;
    std::optional<Timestamp> asking_since;
    std::optional<Undoable> undoable;

    std::optional<Order> order;          // None in logs from before there were policies: as staff approve and move.
    std::vector<QuestionId> taken;       // Those that are being asked or were answered.
    std::optional<Timestamp> listening;  // Until when support is not shown.
    Rules rules;
    std::vector<Blocked> blocked;
    Arrivals arrivals;
    std::vector<Burst> bursts;
    std::unordered_set<ParticipantId> discounted;       // Of bursts that were removed: whose support does not count.
    std::vector<Source> sources;                        // In the order in which they were added.
    std::vector<Relay> relays;                          // In the order in which they were added.
    std::unordered_map<std::string, QuestionId> posts;  // Questions that are posts. Key: post_key().

    std::vector<Caption> captions;  // In the order in which they came.
    std::unordered_map<CaptionId, std::size_t> caption_places;
    std::vector<Stretch> off_air;
    std::vector<Stretch> away;  // The camera was, long enough to be marked. At most kMostAway, the last ones.

    // What was already done, for idempotence: by sender and command id, the last seq and what was made, if anything.
    struct Done {
        std::uint64_t seq = 0;
        Made made = {};
        bool operator==(const Done&) const = default;
    };
    std::unordered_map<std::string, Done> done;  // Key: done_key().

    bool operator==(const State&) const = default;
};

// The camera, or nullptr.
[[nodiscard]] const Camera* find_camera(const State& state, const CameraId& id);

// The question, or nullptr.
[[nodiscard]] const Question* find_question(const State& state, const QuestionId& id);

// People who support a question, those of merged ones included, each once, without those whose support was removed.
// Constant time where nothing is merged or removed.
[[nodiscard]] std::size_t supporters(const State& state, const Question& question);

// Those among the question and the ones merged into it that hold this person's support.
[[nodiscard]] std::vector<QuestionId> support_of(const State& state, const Question& question,
                                                 const ParticipantId& person);

[[nodiscard]] bool is_blocked(const State& state, const ParticipantId& person);
[[nodiscard]] const Burst* find_burst(const State& state, const BurstId& id);
// The burst that somebody who comes from this network now belongs to, or nullptr.
[[nodiscard]] const Burst* open_burst(const State& state, const std::string& network, Timestamp now);

// The caption, or nullptr; one that was taken away is still there.
[[nodiscard]] const Caption* find_caption(const State& state, const CaptionId& id);

[[nodiscard]] const Source* find_source(const State& state, const SourceId& id);
[[nodiscard]] const Relay* find_relay(const State& state, const RelayId& id);

// The question that a post became, or nullptr.
[[nodiscard]] const Question* find_post(const State& state, SourceKind kind, const std::string& uri);
[[nodiscard]] std::string post_key(std::string_view kind, const std::string& uri);

[[nodiscard]] std::string done_key(const ParticipantId& sender, const CommandId& command);

}  // namespace wardcast::meeting
