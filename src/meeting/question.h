#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/clock.h"
#include "meeting/ids.h"
#include "meeting/likeness.h"
#include "meeting/rules.h"
#include "meeting/source.h"

namespace wardcast::meeting {

// A question's life: waiting -> approved <-> held -> asking -> answered, or declined, merged, withdrawn.
enum class Status {
    Waiting,    // Asked, and read by nobody yet.
    Approved,   // In the queue, public.
    Held,       // Set aside by staff.
    Asking,     // Being asked now; at most one in a meeting.
    Answered,   // Public, done.
    Declined,   // Not taken, with a public reason code.
    Merged,     // Carried on by another question, its supporters with it.
    Withdrawn,  // Taken back by its asker.
};

// How a question reached the meeting.
enum class Channel { Web, Floor, Paper, Proxy, Post, Message };

// Why a question was not taken. docs/protocol.md section 2.7.
enum class DeclineReason { OffTopic, AlreadyAnswered, Duplicate, Personal, Unlawful, Unclear, NotAQuestion };

// Each to_string gives the wire's word ("off_topic"); each …_from its inverse.
[[nodiscard]] std::string_view to_string(Status status) noexcept;
[[nodiscard]] std::string_view to_string(Channel channel) noexcept;
[[nodiscard]] std::string_view to_string(DeclineReason reason) noexcept;
[[nodiscard]] std::optional<Status> status_from(std::string_view word) noexcept;
[[nodiscard]] std::optional<Channel> channel_from(std::string_view word) noexcept;
[[nodiscard]] std::optional<DeclineReason> decline_reason_from(std::string_view word) noexcept;

// Words that somebody wrote about a question, and when.
struct Note {
    std::string text;
    Timestamp at;
    bool operator==(const Note&) const = default;
};

// What the question said before staff put its wording right, and when they last did.
struct Edited {
    std::string original;
    Timestamp at;
    bool operator==(const Edited&) const = default;
};

struct Question {
    QuestionId id;
    std::string text = {};
    std::string name = {};
    Channel channel = Channel::Web;
    Status status = Status::Waiting;
    ParticipantId participant = {};  // The asker; for questions entered by the clerk, an id made for that question.
    bool first = false;              // Its asker's first in this meeting; never for those entered by the clerk.
    Timestamp asked_at = {};
    std::optional<Timestamp> called_at = std::nullopt;
    std::optional<Timestamp> answered_at = std::nullopt;
    std::optional<DeclineReason> reason = std::nullopt;  // With Declined.
    QuestionId into = {};                                // With Merged.
    Status before_merge = Status::Waiting;               // With Merged: where unmerge takes it back to.
    std::optional<Origin> origin = std::nullopt;         // Where it was not asked here.
    std::string area = {};                               // Neighbourhood as the asker gave it.
    std::string area_key = {};                           // Folded, so that spellings are the same place.
    std::uint32_t nth = 1;                               // Of its asker's in this meeting.
    std::size_t asked_place = 0;                         // In State::asked_order.
    bool moved = false;                                  // Staff put it where it stands in the queue.
    std::optional<Edited> edited = std::nullopt;
    std::optional<std::string> held_for = std::nullopt;  // The entry of a word list that held it.
    std::optional<Note> answer = std::nullopt;           // In writing.
    std::optional<Note> appeal = std::nullopt;           // Of its asker, once declined.
    std::optional<Verdict> verdict = std::nullopt;       // Of its asker, once answered.
    Likeness likeness = {};
    std::vector<QuestionId> like = {};                  // Earlier ones that say much the same, the likest first.
    std::unordered_set<ParticipantId> supporters = {};  // Its own; supporters() adds those of merged ones.
    std::vector<QuestionId> merged = {};                // Those whose `into` is this question.

    bool operator==(const Question&) const = default;
};

[[nodiscard]] constexpr bool is_public(Status status) noexcept {
    return status == Status::Approved || status == Status::Asking || status == Status::Answered;
}

}  // namespace wardcast::meeting
