#include "meeting/folding.h"

#include <algorithm>
#include <utility>

namespace wardcast::meeting {

void Folding::tell(std::initializer_list<Member> members) {
    effects.members.insert(effects.members.end(), members.begin(), members.end());
}

Question* Folding::find(const QuestionId& id) {
    const auto found = state.questions.find(id);
    return found == state.questions.end() ? nullptr : &found->second;
}

Question* Folding::touch(const QuestionId& id) {
    Question* question = find(id);
    if (question == nullptr) return nullptr;
    effects.question = id;
    effects.was_public = is_public(question->status);
    return question;
}

void Folding::change(const QuestionId& id, const std::function<void(Question&)>& carry_out) {
    Question* question = touch(id);
    if (question == nullptr) return;
    QuestionRestored before = as_it_is(*question);
    carry_out(*question);
    if (is_staff(record.actor.role)) {
        keep_undo(std::move(before));
    } else if (undo_concerns(id)) {
        forget_undo();
    }
}

QuestionRestored Folding::as_it_is(const Question& question) const {
    QuestionRestored same{.question = question.id,
                          .undoes = record.seq,
                          .status = question.status,
                          .called_at = question.called_at,
                          .answered_at = question.answered_at,
                          .reason = question.reason};
    if (question.status == Status::Approved) same.before = next_in_queue(question.id);
    if (question.moved) same.moved = true;
    if (std::holds_alternative<QuestionEdited>(record.event)) {
        same.text = question.text;
        if (question.edited) {
            same.original = question.edited->original;
            same.edited_at = question.edited->at;
        }
    }
    if (question.status == Status::Merged) {
        same.into = question.into;
        same.before_merge = question.before_merge;
    }
    return same;
}

// A command that changed two questions is undone as a whole, the later change first.
void Folding::keep_undo(QuestionRestored before) {
    Undoable undoable{.seq = record.seq,
                      .at = record.at,
                      .event = name_of(record.event),
                      .question = before.question,
                      .actor = record.actor,
                      .command = record.command,
                      .restores = {}};
    undoable.restores.push_back(std::move(before));
    if (undo_goes_on()) {
        auto& earlier = state.undoable->restores;
        std::move(earlier.begin(), earlier.end(), std::back_inserter(undoable.restores));
    }
    state.undoable = std::move(undoable);
    tell({Member::Undo});
}

bool Folding::undo_goes_on() const {
    return state.undoable && !record.command.empty() && state.undoable->command == record.command &&
           state.undoable->actor == record.actor;
}

bool Folding::undo_concerns(const QuestionId& id) const {
    if (!state.undoable) return false;
    const auto& restores = state.undoable->restores;
    return std::any_of(restores.begin(), restores.end(),
                       [&](const QuestionRestored& restore) { return restore.question == id || restore.into == id; });
}

void Folding::forget_undo() {
    set(state.undoable, {}, Member::Undo);
}

void Folding::become(Question& question, Status status) {
    if (question.status == Status::Approved) leave_queue(question.id);
    if (question.status == Status::Asking) stop_asking();
    if (question.status == Status::Merged) unlink(question);
    count_as_taken(question, status);
    question.status = status;
    question.moved = false;
    question.called_at.reset();
    question.answered_at.reset();
    question.reason.reset();
}

void Folding::become_approved(Question& question, const std::optional<QuestionId>& before) {
    if (question.status != Status::Approved) become(question, Status::Approved);
    place(question.id, before);
}

void Folding::become_asking(Question& question, Timestamp since) {
    become(question, Status::Asking);
    question.called_at = since;
    set(state.asking, {question.id}, Member::Asking);
    set(state.asking_since, {since}, Member::AskingSince);
}

void Folding::count_as_taken(const Question& question, Status next) {
    const auto is_taken = [](Status status) { return status == Status::Asking || status == Status::Answered; };
    if (is_taken(question.status) == is_taken(next)) return;
    if (is_taken(next)) {
        state.taken.push_back(question.id);
    } else {
        std::erase(state.taken, question.id);
    }
}

void Folding::stop_asking() {
    set(state.asking, {}, Member::Asking);
    set(state.asking_since, {}, Member::AskingSince);
}

void Folding::place(const QuestionId& id, const std::optional<QuestionId>& before) {
    auto& queue = state.queue;
    std::erase(queue, id);
    const auto at = before ? std::find(queue.begin(), queue.end(), *before) : queue.end();
    QueueStep step{.question = id};
    if (at != queue.end()) step.before = *before;
    queue.insert(at, id);
    effects.queue.push_back(std::move(step));
}

void Folding::leave_queue(const QuestionId& id) {
    keep_undo_places(id);
    std::erase(state.queue, id);
    effects.queue.push_back({.question = id, .out = true});
}

std::optional<QuestionId> Folding::next_in_queue(const QuestionId& id) const {
    const auto place = std::find(state.queue.begin(), state.queue.end(), id);
    if (place == state.queue.end() || std::next(place) == state.queue.end()) return std::nullopt;
    return *std::next(place);
}

// Undo would put a question back before the one that now leaves: then it goes before the next one instead.
void Folding::keep_undo_places(const QuestionId& leaving) {
    // What the same command takes out later is back before: undo goes from the last to the first.
    if (!state.undoable || undo_goes_on()) return;
    for (QuestionRestored& restore : state.undoable->restores) {
        if (restore.before != leaving) continue;
        restore.before = next_in_queue(leaving);
        if (restore.before == restore.question) restore.before = next_in_queue(restore.question);
    }
}

void Folding::link(Question& question, const QuestionId& into) {
    Question* target = find(into);
    if (target == nullptr) return;
    question.into = into;
    target->merged.push_back(question.id);
    recount(*target);
}

void Folding::unlink(Question& question) {
    if (Question* target = find(question.into)) {
        std::erase(target->merged, question.id);
        recount(*target);
    }
    question.into = QuestionId();
    question.before_merge = Status::Waiting;
}

void Folding::recount(const Question& question) {
    const Question* carrier = &question;
    while (carrier != nullptr) {
        effects.tallies.push_back(carrier->id);
        carrier = carrier->status == Status::Merged ? find(carrier->into) : nullptr;
    }
}

Effects Folding::finish() {
    state.seq = record.seq;
    if (!record.command.empty()) {
        State::Done& done = state.done[done_key(record.actor.participant, record.command)];
        done.seq = record.seq;
        if (!made.id.empty()) done.made = made;
    }
    return std::move(effects);
}

}  // namespace wardcast::meeting
