#pragma once

#include <optional>
#include <string>
#include <vector>

#include "meeting/circle.h"
#include "meeting/question.h"

// What somebody asks to be done about questions; see meeting/command.h.
namespace wardcast::meeting {

struct Ask {
    static constexpr Circle kCircle = Circle::Residents;
    std::string text;
    std::string name;
    std::string area = {};
    bool anonymous = false;  // No name, also where one is required.
};
struct AskFor {
    static constexpr Circle kCircle = Circle::Clerk;
    std::string text;
    std::string name;
    Channel channel = Channel::Floor;
    bool approved = true;
    std::string area = {};
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
struct DeclineMany {
    std::vector<QuestionId> questions;
    DeclineReason reason = DeclineReason::OffTopic;
};
struct Edit {
    QuestionId question;
    std::string text;
};
struct WriteAnswer {
    static constexpr Circle kCircle = Circle::Clerk;
    QuestionId question;
    std::string text;  // Empty: takes it away.
};
struct Appeal {
    static constexpr Circle kCircle = Circle::Residents;
    QuestionId question;
    std::string text;
};
struct GiveVerdict {
    static constexpr Circle kCircle = Circle::Residents;
    QuestionId question;
    Verdict verdict = Verdict::Answered;
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
