#include "meeting/decide_asking.h"

#include <utility>

namespace wardcast::meeting {
namespace {

using enum Status;

constexpr Transition kVote{"supported", StatusSet(Approved, Asking), "Support another one that is still to come."};
constexpr Transition kWithdraw{"taken back", StatusSet(Waiting, Held, Approved), "There is nothing left to take back."};

}  // namespace

Outcome decide_on(const Deciding& on, const Ask& ask) {
    if (auto closed = takes_no_questions(on.state)) return *std::move(closed);
    return Events{QuestionAsked{.question = on.fresh<QuestionId>("q_"),
                                .text = ask.text,
                                .name = ask.name,
                                .channel = Channel::Web,
                                .participant = on.actor.participant}};
}

Outcome decide_on(const Deciding& on, const AskFor& ask) {
    if (on.state.phase == Phase::Ended) return has_ended();
    auto question = on.fresh<QuestionId>("q_");
    Events events{QuestionAsked{.question = question,
                                .text = ask.text,
                                .name = ask.name,
                                .channel = ask.channel,
                                .participant = on.fresh<ParticipantId>("p_")}};
    if (ask.approved) events.emplace_back(QuestionApproved{std::move(question)});
    return events;
}

Outcome decide_on(const Deciding& on, const Vote& vote) {
    return on.with(vote.question, kVote, [&](const Question& question) -> Outcome {
        if (!support_of(on.state, question, on.actor.participant).empty()) {
            return refuse(RefusalCode::AlreadyDone, "You support this question already. It counts once.");
        }
        return Events{QuestionSupported{question.id, on.actor.participant}};
    });
}

Outcome decide_on(const Deciding& on, const Unvote& unvote) {
    return on.with(unvote.question, kVote, [&](const Question& question) -> Outcome {
        Events events;
        for (QuestionId& holder : support_of(on.state, question, on.actor.participant)) {
            events.emplace_back(QuestionUnsupported{std::move(holder), on.actor.participant});
        }
        if (events.empty()) {
            return refuse(RefusalCode::AlreadyDone, "You do not support this question, so nothing was taken back.");
        }
        return events;
    });
}

Outcome decide_on(const Deciding& on, const Withdraw& withdraw) {
    const Question* known = find_question(on.state, withdraw.question);
    if (known != nullptr && is_public(known->status) && known->participant != on.actor.participant) {
        return refuse(RefusalCode::NotAllowed, "Only the person who asked a question can take it back.");
    }
    return on.with(withdraw.question, kWithdraw, [](const Question& question) -> Outcome {
        // What others asked must not vanish with it: the questions that it carried on stand for themselves again.
        Events events{QuestionWithdrawn{question.id}};
        for (const QuestionId& merged : question.merged)
            events.emplace_back(QuestionUnmerged{merged});
        return events;
    });
}

}  // namespace wardcast::meeting
