#pragma once

#include <optional>
#include <string>

#include "meeting/circle.h"
#include "meeting/question.h"

// What somebody asks to be done about questions; see meeting/command.h.
namespace wardcast::meeting {

struct Ask {
    static constexpr Circle kCircle = Circle::Residents;
    std::string text;
    std::string name;
};
struct AskFor {
    static constexpr Circle kCircle = Circle::Clerk;
    std::string text;
    std::string name;
    Channel channel = Channel::Floor;
    bool approved = true;
};
struct Vote {
    static constexpr Circle kCircle = Circle::Residents;
    QuestionId question;
};
struct Unvote {
    static constexpr Circle kCircle = Circle::Residents;
    QuestionId question;
};
struct Withdraw {
    static constexpr Circle kCircle = Circle::Residents;
    QuestionId question;
};
struct Approve {
    QuestionId question;
};
struct Hold {
    QuestionId question;
};
struct Decline {
    QuestionId question;
    DeclineReason reason = DeclineReason::OffTopic;
};
struct Merge {
    QuestionId question;
    QuestionId into;
};
struct Unmerge {
    QuestionId question;
};
struct Move {
    QuestionId question;
    std::optional<QuestionId> before;
};
struct Call {
    QuestionId question;
};
struct MarkAnswered {
    std::optional<QuestionId> question;
};
struct PutBack {
    std::optional<QuestionId> question;
};
struct Reopen {
    QuestionId question;
};
struct Undo {};

}  // namespace wardcast::meeting
