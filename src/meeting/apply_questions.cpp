#include "meeting/apply_questions.h"

#include <utility>

namespace wardcast::meeting {

void fold_in(Folding& fold, const QuestionAsked& asked) {
    auto& mine = fold.state.people[asked.participant].asked;
    Question question{.id = asked.question,
                      .text = asked.text,
                      .name = asked.name,
                      .channel = asked.channel,
                      .participant = asked.participant,
                      .first = mine.empty() && !is_staff(fold.record.actor.role),
                      .asked_at = fold.record.at,
                      .origin = asked.origin};
    if (!fold.state.questions.emplace(asked.question, std::move(question)).second) return;
    mine.push_back(asked.question);
    fold.state.asked_order.push_back(asked.question);
    fold.effects.question = asked.question;
    fold.made = Made{"question", asked.question.str()};
    if (asked.origin && !asked.origin->uri.empty()) {
        fold.state.posts.emplace(post_key(asked.origin->source, asked.origin->uri), asked.question);
    }
}

void fold_in(Folding& fold, const QuestionSupported& supported) {
    Question* question = fold.find(supported.question);
    if (question == nullptr || !question->supporters.insert(supported.by).second) return;
    fold.state.people[supported.by].supported.push_back(supported.question);
    fold.recount(*question);
}

void fold_in(Folding& fold, const QuestionUnsupported& unsupported) {
    Question* question = fold.find(unsupported.question);
    if (question == nullptr || question->supporters.erase(unsupported.by) == 0) return;
    std::erase(fold.state.people[unsupported.by].supported, unsupported.question);
    fold.recount(*question);
}

void fold_in(Folding& fold, const QuestionApproved& approved) {
    fold.change(approved.question, [&](Question& question) { fold.become_approved(question, {}); });
}

void fold_in(Folding& fold, const QuestionHeld& held) {
    fold.change(held.question, [&](Question& question) { fold.become(question, Status::Held); });
}

void fold_in(Folding& fold, const QuestionDeclined& declined) {
    fold.change(declined.question, [&](Question& question) {
        fold.become(question, Status::Declined);
        question.reason = declined.reason;
    });
}

void fold_in(Folding& fold, const QuestionMerged& merged) {
    fold.change(merged.question, [&](Question& question) {
        question.before_merge = question.status;
        fold.become(question, Status::Merged);
        fold.link(question, merged.into);
    });
}

void fold_in(Folding& fold, const QuestionUnmerged& unmerged) {
    fold.change(unmerged.question, [&](Question& question) {
        if (question.before_merge == Status::Approved) return fold.become_approved(question, {});
        fold.become(question, question.before_merge);
    });
}

void fold_in(Folding& fold, const QuestionMoved& moved) {
    fold.change(moved.question, [&](Question& question) { fold.place(question.id, moved.before); });
    fold.effects.question.reset();  // It only stands elsewhere.
}

void fold_in(Folding& fold, const QuestionCalled& called) {
    fold.change(called.question, [&](Question& question) { fold.become_asking(question, fold.record.at); });
}

void fold_in(Folding& fold, const QuestionAnswered& answered) {
    fold.change(answered.question, [&](Question& question) {
        const auto called_at = question.called_at;
        fold.become(question, Status::Answered);
        question.called_at = called_at;
        question.answered_at = fold.record.at;
    });
}

void fold_in(Folding& fold, const QuestionPutBack& put_back) {
    fold.change(put_back.question, [&](Question& question) {
        fold.become_approved(question,
                             fold.state.queue.empty() ? std::nullopt : std::optional(fold.state.queue.front()));
    });
}

void fold_in(Folding& fold, const QuestionReopened& reopened) {
    fold.change(reopened.question, [&](Question& question) { fold.become_approved(question, {}); });
}

void fold_in(Folding& fold, const QuestionWithdrawn& withdrawn) {
    fold.change(withdrawn.question, [&](Question& question) { fold.become(question, Status::Withdrawn); });
}

void fold_in(Folding& fold, const QuestionRestored& restored) {
    Question* question = fold.touch(restored.question);
    if (question == nullptr) return;
    if (restored.status == Status::Approved) {
        fold.become_approved(*question, restored.before);
    } else if (restored.status == Status::Asking) {
        fold.become_asking(*question, restored.called_at.value_or(fold.record.at));
    } else {
        fold.become(*question, restored.status);
    }
    question->called_at = restored.called_at;
    question->answered_at = restored.answered_at;
    question->reason = restored.reason;
    if (restored.into) {
        question->before_merge = restored.before_merge.value_or(Status::Waiting);
        fold.link(*question, *restored.into);
    }
    fold.forget_undo();
}

}  // namespace wardcast::meeting
