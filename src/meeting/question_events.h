#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "meeting/ids.h"
#include "meeting/question.h"

// What happens to a question; see meeting/event.h.
namespace wardcast::meeting {

// A place in the queue: before another question, or at the end.
struct Placement {
    QuestionId question;
    std::optional<QuestionId> before = std::nullopt;
    bool operator==(const Placement&) const = default;
};

struct QuestionAsked {
    static constexpr const char* kName = "question.asked";
    QuestionId question;
    std::string text;
    std::string name;
    Channel channel = Channel::Web;
    ParticipantId participant;
    std::optional<Origin> origin = std::nullopt;
    std::optional<std::string> area = std::nullopt;      // Neighbourhood.
    std::optional<std::string> held_for = std::nullopt;  // The entry of a word list, for which it is held at once.
    std::optional<std::string> network = std::nullopt;   // Of somebody who acts for the first time: a keyed hash.
    bool operator==(const QuestionAsked&) const = default;
};
struct QuestionSupported {
    static constexpr const char* kName = "question.supported";
    QuestionId question;
    ParticipantId by;
    std::optional<std::string> network = std::nullopt;  // As in QuestionAsked.
    bool operator==(const QuestionSupported&) const = default;
};
struct QuestionUnsupported {
    static constexpr const char* kName = "question.unsupported";
    QuestionId question;
    ParticipantId by;
    bool operator==(const QuestionUnsupported&) const = default;
};
struct QuestionApproved {
    static constexpr const char* kName = "question.approved";
    QuestionId question;
    std::optional<QuestionId> before = std::nullopt;  // Its place in the queue; none: at the end.
    bool operator==(const QuestionApproved&) const = default;
};
struct QuestionHeld {
    static constexpr const char* kName = "question.held";
    QuestionId question;
    bool operator==(const QuestionHeld&) const = default;
};
struct QuestionDeclined {
    static constexpr const char* kName = "question.declined";
    QuestionId question;
    DeclineReason reason = DeclineReason::OffTopic;
    bool operator==(const QuestionDeclined&) const = default;
};
struct QuestionMerged {
    static constexpr const char* kName = "question.merged";
    QuestionId question;
    QuestionId into;
    bool operator==(const QuestionMerged&) const = default;
};
struct QuestionUnmerged {
    static constexpr const char* kName = "question.unmerged";
    QuestionId question;
    std::optional<QuestionId> before = std::nullopt;  // As in QuestionApproved, where it returns to the queue.
    bool operator==(const QuestionUnmerged&) const = default;
};
struct QuestionMoved {
    static constexpr const char* kName = "question.moved";
    QuestionId question;
    std::optional<QuestionId> before;
    bool operator==(const QuestionMoved&) const = default;
};
struct QuestionCalled {
    static constexpr const char* kName = "question.called";
    QuestionId question;
    bool operator==(const QuestionCalled&) const = default;
};
struct QuestionAnswered {
    static constexpr const char* kName = "question.answered";
    QuestionId question;
    bool operator==(const QuestionAnswered&) const = default;
};
struct QuestionPutBack {
    static constexpr const char* kName = "question.put_back";
    QuestionId question;
    bool operator==(const QuestionPutBack&) const = default;
};
struct QuestionReopened {
    static constexpr const char* kName = "question.reopened";
    QuestionId question;
    std::optional<QuestionId> before = std::nullopt;  // As in QuestionApproved.
    bool operator==(const QuestionReopened&) const = default;
};
struct QuestionWithdrawn {
    static constexpr const char* kName = "question.withdrawn";
    QuestionId question;
    bool operator==(const QuestionWithdrawn&) const = default;
};
// Its wording was put right by staff. The original stays known, and everybody sees that it was edited.
struct QuestionEdited {
    static constexpr const char* kName = "question.edited";
    QuestionId question;
    std::string text;
    bool operator==(const QuestionEdited&) const = default;
};
// An empty one takes the written answer away.
struct QuestionAnswerWritten {
    static constexpr const char* kName = "question.answer_written";
    QuestionId question;
    std::string text;
    bool operator==(const QuestionAnswerWritten&) const = default;
};
struct QuestionAppealed {
    static constexpr const char* kName = "question.appealed";
    QuestionId question;
    std::string text;
    bool operator==(const QuestionAppealed&) const = default;
};
struct QuestionVerdict {
    static constexpr const char* kName = "question.verdict";
    QuestionId question;
    Verdict verdict = Verdict::Answered;
    bool operator==(const QuestionVerdict&) const = default;
};
// What undo writes: the question exactly as it was before the action with sequence number `undoes`. An action that
// changed two questions (a call answers the one asked until then) is undone by two such events.
struct QuestionRestored {
    static constexpr const char* kName = "question.restored";
    QuestionId question;
    std::uint64_t undoes = 0;
    Status status = Status::Waiting;
    std::optional<QuestionId> before = std::nullopt;  // Where it stood in the queue, if it did; none: at the end.
    std::optional<Timestamp> called_at = std::nullopt;
    std::optional<Timestamp> answered_at = std::nullopt;
    std::optional<DeclineReason> reason = std::nullopt;
    std::optional<QuestionId> into = std::nullopt;      // With Merged.
    std::optional<Status> before_merge = std::nullopt;  // With Merged.
    std::optional<bool> moved = std::nullopt;           // Where staff had put it in its place.
    // Where its wording was put right: what it said, and, if it had been edited before, the first wording and when.
    std::optional<std::string> text = std::nullopt;
    std::optional<std::string> original = std::nullopt;
    std::optional<Timestamp> edited_at = std::nullopt;
    bool operator==(const QuestionRestored&) const = default;
};

}  // namespace wardcast::meeting
