#include "meeting/decide_queue.h"

#include <algorithm>

#include "meeting/decide.h"

namespace wardcast::meeting {
namespace {

using enum Status;

constexpr Transition kMove{"moved in the queue", StatusSet(Approved), "Approve it first."};
constexpr Transition kCall{"called", StatusSet(Approved), "Approve it first."};
constexpr Transition kAnswer{"marked as answered", StatusSet(Asking), "Call it first."};
constexpr Transition kPutBack{"put back", StatusSet(Asking), "Only what is being asked can go back to the queue."};

template <class E>
Outcome about_asked(const Deciding& on, const std::optional<QuestionId>& id, const Transition& transition) {
    if (id) return on.simply<E>(*id, transition);
    if (!on.state.asking) return refuse(RefusalCode::WrongState, "No question is being asked. Call one first.");
    return Events{E{*on.state.asking}};
}

Outcome moved(const Deciding& on, const QuestionId& id, const std::optional<QuestionId>& before) {
    const auto place = std::find(on.state.queue.begin(), on.state.queue.end(), id);
    const auto next = place == on.state.queue.end() ? place : std::next(place);
    const bool there = before ? next != on.state.queue.end() && *next == *before : next == on.state.queue.end();
    if (there) return refuse(RefusalCode::AlreadyDone, "The question stands there already.");
    return Events{QuestionMoved{id, before}};
}

}  // namespace

Outcome decide_on(const Deciding& on, const Move& move) {
    if (move.before == move.question) {
        return refuse(RefusalCode::BadMessage, "A question cannot be put before itself. Choose another place.");
    }
    return on.with(move.question, kMove, [&](const Question& question) -> Outcome {
        if (!move.before) return moved(on, question.id, move.before);
        return on.with(*move.before, kMove, [&](const Question&) { return moved(on, question.id, move.before); });
    });
}

Outcome decide_on(const Deciding& on, const Call& call) {
    return on.with(call.question, kCall, [&](const Question& question) -> Outcome {
        Events events;
        if (on.state.asking) events.emplace_back(QuestionAnswered{*on.state.asking});
        events.emplace_back(QuestionCalled{question.id});
        return events;
    });
}

Outcome decide_on(const Deciding& on, const MarkAnswered& answered) {
    return about_asked<QuestionAnswered>(on, answered.question, kAnswer);
}
Outcome decide_on(const Deciding& on, const PutBack& put_back) {
    return about_asked<QuestionPutBack>(on, put_back.question, kPutBack);
}

Outcome decide_on(const Deciding& on, const Undo&) {
    if (!on.state.undoable) {
        return refuse(RefusalCode::NothingToUndo,
                      "There is nothing to undo: the question has changed since, or nothing was done to one.");
    }
    if (on.circumstances.now - on.state.undoable->at > kUndoWindow) {
        return refuse(RefusalCode::NothingToUndo,
                      "It is too late to undo that: the last action is more than 60 seconds old. Use the "
                      "question's own buttons instead.");
    }
    return Events(on.state.undoable->restores.begin(), on.state.undoable->restores.end());
}

}  // namespace wardcast::meeting
