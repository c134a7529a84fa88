#include "meeting/decide_moderation.h"

#include <unordered_set>

#include "meeting/ordering.h"

namespace wardcast::meeting {
namespace {

using enum Status;

constexpr Transition kApprove{"approved", StatusSet(Waiting, Held, Declined),
                              "Somebody may have been faster: look where it is now."};
constexpr Transition kHold{"held", StatusSet(Waiting, Approved),
                           "Somebody may have been faster: look where it is now."};
constexpr Transition kDecline{"declined", StatusSet(Waiting, Held, Approved),
                              "Reopen or put it back first if it should still be declined."};
constexpr Transition kMerge{"merged into another", StatusSet(Waiting, Held, Approved),
                            "Reopen or unmerge it first if it should still be merged."};
constexpr Transition kMergeTarget{"given another's supporters", StatusSet(Approved, Asking),
                                  "Approve it first, or choose another one."};
constexpr Transition kUnmerge{"taken out of a merge", StatusSet(Merged), "It stands for itself already."};
constexpr Transition kReopen{"reopened", StatusSet(Answered, Declined), "Use what its present state offers instead."};
constexpr Transition kEdit{"edited", StatusSet(Waiting, Approved, Held, Asking, Answered, Declined),
                           "What is merged or withdrawn stays as it was."};
constexpr Transition kWriteAnswer{"answered in writing", StatusSet(Approved, Asking, Answered), "Approve it first."};

}  // namespace

Outcome decide_on(const Deciding& on, const Approve& approve) {
    return on.with(approve.question, kApprove, [&](const Question& question) -> Outcome {
        return Events{QuestionApproved{question.id, place_in_queue(on.state, question)}};
    });
}
Outcome decide_on(const Deciding& on, const Hold& hold) {
    return on.simply<QuestionHeld>(hold.question, kHold);
}
Outcome decide_on(const Deciding& on, const Unmerge& unmerge) {
    return on.with(unmerge.question, kUnmerge,
                   [&](const Question& question) -> Outcome { return Events{unmerged(on.state, question.id)}; });
}
Outcome decide_on(const Deciding& on, const Reopen& reopen) {
    return on.with(reopen.question, kReopen, [&](const Question& question) -> Outcome {
        return Events{QuestionReopened{question.id, place_in_queue(on.state, question)}};
    });
}

Outcome decide_on(const Deciding& on, const Decline& decline) {
    return on.with(decline.question, kDecline, [&](const Question& question) -> Outcome {
        return Events{QuestionDeclined{question.id, decline.reason}};
    });
}

Outcome decide_on(const Deciding& on, const Merge& merge) {
    if (merge.question == merge.into) {
        return refuse(RefusalCode::BadMessage, "A question cannot be merged into itself. Choose another one.");
    }
    return on.with(merge.question, kMerge, [&](const Question& question) -> Outcome {
        return on.with(merge.into, kMergeTarget, [&](const Question& target) -> Outcome {
            return Events{QuestionMerged{question.id, target.id}};
        });
    });
}

Outcome decide_on(const Deciding& on, const DeclineMany& decline) {
    Events events;
    std::unordered_set<QuestionId> seen;
    for (const QuestionId& id : decline.questions) {
        if (!seen.insert(id).second) continue;
        const auto question = on.find(id, kDecline);
        if (!question) return tl::unexpected(question.error());
        events.emplace_back(QuestionDeclined{id, decline.reason});
    }
    return events;
}

Outcome decide_on(const Deciding& on, const Edit& edit) {
    return on.with(edit.question, kEdit, [&](const Question& question) -> Outcome {
        if (question.text == edit.text) return refuse(RefusalCode::AlreadyDone, "It says that already.");
        return Events{QuestionEdited{question.id, edit.text}};
    });
}

Outcome decide_on(const Deciding& on, const WriteAnswer& write) {
    return on.with(write.question, kWriteAnswer, [&](const Question& question) -> Outcome {
        if ((question.answer ? question.answer->text : std::string()) == write.text) {
            return refuse(RefusalCode::AlreadyDone, "The written answer says that already.");
        }
        return Events{QuestionAnswerWritten{question.id, write.text}};
    });
}

}  // namespace wardcast::meeting
