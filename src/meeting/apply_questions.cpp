#include "meeting/apply_questions.h"

#include <algorithm>
#include <utility>

#include "meeting/apply_rules.h"
#include "meeting/folded_text.h"

namespace wardcast::meeting {

namespace {

constexpr std::size_t kLikelyDuplicates = 3;
constexpr std::size_t kComparedQuestions = 2000;  // The newest: some ten microseconds.

// Earlier questions that say much the same, the likest first.
std::vector<QuestionId> likely_duplicates(const State& state, const Question& question) {
    std::vector<std::pair<double, const Question*>> alike;
    const auto& all = state.asked_order;
    const std::size_t end = std::min(question.asked_place, all.size());
    for (std::size_t i = end - std::min(end, kComparedQuestions); i < end; ++i) {
        const Question* other = find_question(state, all[i]);
        if (other == nullptr || other->status == Status::Withdrawn) continue;
        const double likeness = question.likeness.to(other->likeness);
        if (likeness >= kAlike) alike.emplace_back(likeness, other);
    }
    std::stable_sort(alike.begin(), alike.end(),
                     [](const auto& left, const auto& right) { return left.first > right.first; });
    if (alike.size() > kLikelyDuplicates) alike.resize(kLikelyDuplicates);
    std::vector<QuestionId> ids;
    for (const auto& [likeness, other] : alike)
        ids.push_back(other->id);
    return ids;
}

}  // namespace

void set_text(Folding& fold, Question& question, const std::string& text) {
    question.text = text;
    question.likeness = Likeness(text);
    question.like = likely_duplicates(fold.state, question);
}

void fold_in(Folding& fold, const QuestionAsked& asked) {
    if (fold.state.questions.contains(asked.question)) return;
    auto& mine = fold.state.people[asked.participant].asked;
    Question question{.id = asked.question,
                      .name = asked.name,
                      .channel = asked.channel,
                      .status = asked.held_for ? Status::Held : Status::Waiting,
                      .participant = asked.participant,
                      .first = mine.empty() && !is_staff(fold.record.actor.role),
                      .asked_at = fold.record.at,
                      .origin = asked.origin,
                      .area = asked.area.value_or(std::string()),
                      .nth = static_cast<std::uint32_t>(mine.size() + 1),
                      .asked_place = fold.state.asked_order.size(),
                      .held_for = asked.held_for};
    question.area_key = folded_text(question.area);
    set_text(fold, question, asked.text);
    fold.state.questions.emplace(asked.question, std::move(question));
    mine.push_back(asked.question);
    fold.state.asked_order.push_back(asked.question);
    fold.effects.question = asked.question;
    fold.made = Made{"question", asked.question.str()};
    if (asked.network) note_newcomer(fold, asked.participant, *asked.network);
    if (asked.origin && !asked.origin->uri.empty()) {
        fold.state.posts.emplace(post_key(asked.origin->source, asked.origin->uri), asked.question);
    }
}

void fold_in(Folding& fold, const QuestionSupported& supported) {
    Question* question = fold.find(supported.question);
    if (question == nullptr || !question->supporters.insert(supported.by).second) return;
    fold.state.people[supported.by].supported.push_back(supported.question);
    if (supported.network) note_newcomer(fold, supported.by, *supported.network);
    fold.recount(*question);
}

void fold_in(Folding& fold, const QuestionUnsupported& unsupported) {
    Question* question = fold.find(unsupported.question);
    if (question == nullptr || question->supporters.erase(unsupported.by) == 0) return;
    std::erase(fold.state.people[unsupported.by].supported, unsupported.question);
    fold.recount(*question);
}

void fold_in(Folding& fold, const QuestionApproved& approved) {
    fold.change(approved.question, [&](Question& question) { fold.become_approved(question, approved.before); });
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
        if (question.before_merge == Status::Approved) return fold.become_approved(question, unmerged.before);
        fold.become(question, question.before_merge);
    });
}

void fold_in(Folding& fold, const QuestionMoved& moved) {
    fold.change(moved.question, [&](Question& question) {
        fold.place(question.id, moved.before);
        question.moved = true;
    });
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
        question.moved = true;
    });
}

void fold_in(Folding& fold, const QuestionReopened& reopened) {
    fold.change(reopened.question, [&](Question& question) { fold.become_approved(question, reopened.before); });
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
    question->moved = restored.moved.value_or(false);
    if (restored.text) {
        set_text(fold, *question, *restored.text);
        question->edited.reset();
        if (restored.original)
            question->edited = Edited{*restored.original, restored.edited_at.value_or(fold.record.at)};
    }
    if (restored.into) {
        question->before_merge = restored.before_merge.value_or(Status::Waiting);
        fold.link(*question, *restored.into);
    }
    fold.forget_undo();
}

void fold_in(Folding& fold, const QuestionEdited& edited) {
    fold.change(edited.question, [&](Question& question) {
        if (!question.edited) question.edited = Edited{question.text, {}};
        question.edited->at = fold.record.at;
        set_text(fold, question, edited.text);
    });
}

void fold_in(Folding& fold, const QuestionAnswerWritten& written) {
    Question* question = fold.touch(written.question);
    if (question == nullptr) return;
    question->answer.reset();
    if (!written.text.empty()) question->answer = Note{written.text, fold.record.at};
}

void fold_in(Folding& fold, const QuestionAppealed& appealed) {
    if (Question* question = fold.touch(appealed.question)) question->appeal = Note{appealed.text, fold.record.at};
}

void fold_in(Folding& fold, const QuestionVerdict& given) {
    if (Question* question = fold.touch(given.question)) question->verdict = given.verdict;
}

}  // namespace wardcast::meeting
