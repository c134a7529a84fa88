#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/clock.h"
#include "meeting/ids.h"
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

struct Question {
    QuestionId id;
    std::string text;
    std::string name;
    Channel channel = Channel::Web;
    Status status = Status::Waiting;
    ParticipantId participant;  // The asker; for questions entered by the clerk, an id made for that question.
    bool first = false;         // Its asker's first in this meeting; never for those entered by the clerk.
    Timestamp asked_at;
    std::optional<Timestamp> called_at = std::nullopt;
    std::optional<Timestamp> answered_at = std::nullopt;
    std::optional<DeclineReason> reason = std::nullopt;  // With Declined.
    QuestionId into = {};                                // With Merged.
    Status before_merge = Status::Waiting;               // With Merged: where unmerge takes it back to.
    std::optional<Origin> origin = std::nullopt;         // Where it was not asked here.
    std::unordered_set<ParticipantId> supporters = {};   // Its own; supporters() adds those of merged ones.
    std::vector<QuestionId> merged = {};                 // Those whose `into` is this question.

    bool operator==(const Question&) const = default;
};

[[nodiscard]] constexpr bool is_public(Status status) noexcept {
    return status == Status::Approved || status == Status::Asking || status == Status::Answered;
}

}  // namespace wardcast::meeting
