#pragma once

#include <functional>
#include <initializer_list>
#include <optional>

#include "meeting/apply.h"

namespace wardcast::meeting {

// One record being folded into a state, and what clients must be told of it. Each subject has a file of its own
// (apply_questions.h and so on) with one fold_in() for each kind of event. A record about something that does not exist
// changes nothing: only a damaged log could hold one.
class Folding {
  public:
    Folding(State& folded, const Record& folded_in) : state(folded), record(folded_in) {}

    State& state;
    const Record& record;
    Effects effects;
    Made made;  // What `done` of the command names.

    void tell(std::initializer_list<Member> members);

    template <class T>
    void set(T& member, const T& value, Member name) {
        if (member == value) return;
        member = value;
        tell({name});
    }

    [[nodiscard]] Question* find(const QuestionId& id);
    // The same, and clients get the question anew.
    [[nodiscard]] Question* touch(const QuestionId& id);
    // Carries a change to a question out; where staff made it, keeps what it takes to undo it.
    void change(const QuestionId& id, const std::function<void(Question&)>& carry_out);

    // Takes the question out of whatever its present status holds it in, and gives it the next one.
    void become(Question& question, Status status);
    // Before another question of the queue; none: at its end.
    void become_approved(Question& question, const std::optional<QuestionId>& before);
    void become_asking(Question& question, Timestamp since);
    void place(const QuestionId& id, const std::optional<QuestionId>& before);
    void link(Question& question, const QuestionId& into);
    // The count of a question has changed, and so have those of the questions that carry it on.
    void recount(const Question& question);
    void forget_undo();

    // Ends it: the record is part of the state.
    [[nodiscard]] Effects finish();

  private:
    [[nodiscard]] QuestionRestored as_it_is(const Question& question) const;
    void keep_undo(QuestionRestored before);
    // Whether this record belongs to the command that undo would take back already.
    [[nodiscard]] bool undo_goes_on() const;
    [[nodiscard]] bool undo_concerns(const QuestionId& id) const;
    void keep_undo_places(const QuestionId& leaving);
    void count_as_taken(const Question& question, Status next);
    void stop_asking();
    void leave_queue(const QuestionId& id);
    [[nodiscard]] std::optional<QuestionId> next_in_queue(const QuestionId& id) const;
    void unlink(Question& question);
};

}  // namespace wardcast::meeting
