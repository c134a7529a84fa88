#include "meeting/decide_moderation.h"

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

}  // namespace

Outcome decide_on(const Deciding& on, const Approve& approve) {
    return on.simply<QuestionApproved>(approve.question, kApprove);
}
Outcome decide_on(const Deciding& on, const Hold& hold) {
    return on.simply<QuestionHeld>(hold.question, kHold);
}
Outcome decide_on(const Deciding& on, const Unmerge& unmerge) {
    return on.simply<QuestionUnmerged>(unmerge.question, kUnmerge);
}
Outcome decide_on(const Deciding& on, const Reopen& reopen) {
    return on.simply<QuestionReopened>(reopen.question, kReopen);
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

}  // namespace wardcast::meeting
