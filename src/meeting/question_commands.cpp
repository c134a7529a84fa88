#include "meeting/question_commands.h"

#include <array>

#include "meeting/command_table.h"

namespace wardcast::meeting {
namespace {

constexpr std::size_t kMaxDeclinedAtOnce = 200;

template <class C>
Command about_question(Members& members) {
    return C{members.id<QuestionId>("question")};
}

template <class C>
Command about_question_or_asked(Members& members) {
    return C{members.optional_id<QuestionId>("question")};
}

std::string question_text(Members& members) {
    return members.some_text("text", kMaxQuestionLength, Lines::Kept, "The question");
}

std::string person_name(Members& members) {
    return members.optional_text("name", kMaxNameLength, Lines::Joined, "The name");
}

DeclineReason reason(Members& members) {
    return members.word("reason", decline_reason_from,
                        "off_topic, already_answered, duplicate, personal, unlawful, unclear, not_a_question");
}

Channel clerks_channel(Members& members) {
    if (!members.has("channel")) return Channel::Floor;
    const auto channel = channel_from(members.string("channel"));
    if (channel == Channel::Floor || channel == Channel::Paper || channel == Channel::Proxy) return *channel;
    members.bad("'channel' must be one of floor, paper, proxy.");
    return Channel::Floor;
}

std::string area(Members& members) {
    return members.optional_text("area", kMaxAreaLength, Lines::Joined, "The neighbourhood");
}

Command ask(Members& members) {
    return Ask{.text = question_text(members),
               .name = person_name(members),
               .area = area(members),
               .anonymous = members.flag("anonymous", false)};
}

Command ask_for(Members& members) {
    return AskFor{.text = question_text(members),
                  .name = person_name(members),
                  .channel = clerks_channel(members),
                  .approved = members.flag("approved", true),
                  .area = area(members)};
}

Command decline(Members& members) {
    return Decline{members.id<QuestionId>("question"), reason(members)};
}

Command decline_many(Members& members) {
    DeclineMany decline{.questions = {}, .reason = reason(members)};
    for (const Json& id : members.array("questions")) {
        if (!id.is_string() || decline.questions.size() == kMaxDeclinedAtOnce) {
            members.bad("'questions' must be an array of 1 to 200 ids.");
            return decline;
        }
        decline.questions.emplace_back(id.get<std::string>());
    }
    if (decline.questions.empty()) members.bad("'questions' must be an array of 1 to 200 ids.");
    return decline;
}

Command edit(Members& members) {
    return Edit{members.id<QuestionId>("question"), question_text(members)};
}

Command write_answer(Members& members) {
    return WriteAnswer{members.id<QuestionId>("question"),
                       members.text("text", kMaxAnswerLength, Lines::Kept, "The answer")};
}

Command appeal(Members& members) {
    return Appeal{members.id<QuestionId>("question"),
                  members.some_text("text", kMaxQuestionLength, Lines::Kept, "The appeal")};
}

Command verdict(Members& members) {
    return GiveVerdict{members.id<QuestionId>("question"),
                       members.word("verdict", verdict_from, "answered, partly, no")};
}

Command merge(Members& members) {
    return Merge{members.id<QuestionId>("question"), members.id<QuestionId>("into")};
}

Command move(Members& members) {
    return Move{members.id<QuestionId>("question"), members.nullable_id<QuestionId>("before")};
}

constexpr std::array kTable{
    CommandEntry{"ask", ask},
    CommandEntry{"vote", about_question<Vote>},
    CommandEntry{"unvote", about_question<Unvote>},
    CommandEntry{"withdraw", about_question<Withdraw>},
    CommandEntry{"approve", about_question<Approve>},
    CommandEntry{"hold", about_question<Hold>},
    CommandEntry{"decline", decline},
    CommandEntry{"decline_many", decline_many},
    CommandEntry{"edit", edit},
    CommandEntry{"write_answer", write_answer},
    CommandEntry{"appeal", appeal},
    CommandEntry{"verdict", verdict},
    CommandEntry{"merge", merge},
    CommandEntry{"unmerge", about_question<Unmerge>},
    CommandEntry{"move", move},
    CommandEntry{"call", about_question<Call>},
    CommandEntry{"answered", about_question_or_asked<MarkAnswered>},
    CommandEntry{"put_back", about_question_or_asked<PutBack>},
    CommandEntry{"reopen", about_question<Reopen>},
    CommandEntry{"undo", read_plain<Undo>},
    CommandEntry{"ask_for", ask_for},
};

}  // namespace

std::span<const CommandEntry> question_command_table() {
    return kTable;
}

}  // namespace wardcast::meeting
