#include "meeting/apply.h"

#include <algorithm>
#include <utility>

namespace wardcast::meeting {
namespace {

// Folds one record into a state and notes what a client must be told. A record about a question that does not exist
// changes nothing: only a damaged log could hold one.
class Fold {
  public:
    Fold(State& state, const Record& record) : state_(state), record_(record) {}

    void operator()(const MeetingCreated& created) {
        state_.slug = created.slug;
        state_.title = created.title;
        state_.starts = created.starts;
        state_.hashtags = created.hashtags;
        tell({Member::Title, Member::Starts, Member::Hashtags});
    }

    void operator()(const MeetingChanged& changed) {
        if (changed.title) set(state_.title, *changed.title, Member::Title);
        if (changed.starts) set(state_.starts, *changed.starts, Member::Starts);
        if (changed.hashtags) set(state_.hashtags, *changed.hashtags, Member::Hashtags);
    }

    void operator()(const MeetingStarted&) {
        set(state_.phase, Phase::Live, Member::Phase);
        if (!state_.started_at) set(state_.started_at, {record_.at}, Member::StartedAt);
        set(state_.ended_at, {}, Member::EndedAt);
        if (state_.camera_present) go_live();
    }

    void operator()(const MeetingEnded&) {
        set(state_.phase, Phase::Ended, Member::Phase);
        set(state_.ended_at, {record_.at}, Member::EndedAt);
        set_air(Air::None);
        forget_undo();  // What was done in the meeting stands with its end.
    }

    void operator()(const QuestionsOpened&) {
        set(state_.questions_open, true, Member::QuestionsOpen);
        state_.closed_by_end = false;
    }

    void operator()(const QuestionsClosed&) {
        set(state_.questions_open, false, Member::QuestionsOpen);
        state_.closed_by_end = state_.phase == Phase::Ended;
    }

    void operator()(const AgendaChanged& changed) {
        set(state_.items, changed.items, Member::Items);
        const bool open_item_stays = std::any_of(state_.items.begin(), state_.items.end(),
                                                 [&](const AgendaItem& item) { return item.id == state_.item; });
        if (!open_item_stays) set(state_.item, {}, Member::Item);
    }

    void operator()(const ItemOpened& opened) {
        set(state_.item, opened.item, Member::Item);
        for (AgendaItem& item : state_.items) {
            if (item.id != opened.item) continue;
            item.opened_at = record_.at;
            tell({Member::Items});
        }
    }

    void operator()(const AirLive&) {
        state_.camera_present = true;
        if (state_.phase == Phase::Live && state_.air != Air::Off) go_live();
    }

    void operator()(const AirLost&) {
        state_.camera_present = false;
        if (state_.air == Air::Live) set_air(Air::Lost);
    }

    void operator()(const AirOff&) { set_air(Air::Off); }

    void operator()(const AirOn&) {
        if (state_.camera_present) return go_live();
        set_air(state_.recording == Recording::Running ? Air::Lost : Air::None);
    }

    void operator()(const RecordingReady&) { set(state_.recording, Recording::Ready, Member::Recording); }

    void operator()(const QuestionAsked& asked) {
        auto& mine = state_.people[asked.participant].asked;
        Question question{.id = asked.question,
                          .text = asked.text,
                          .name = asked.name,
                          .channel = asked.channel,
                          .participant = asked.participant,
                          .first = mine.empty() && !is_staff(record_.actor.role),
                          .asked_at = record_.at};
        if (!state_.questions.emplace(asked.question, std::move(question)).second) return;
        mine.push_back(asked.question);
        state_.asked_order.push_back(asked.question);
        effects_.question = asked.question;
        made_ = asked.question;
    }

    void operator()(const QuestionSupported& supported) {
        Question* question = find(supported.question);
        if (question == nullptr || !question->supporters.insert(supported.by).second) return;
        state_.people[supported.by].supported.push_back(supported.question);
        recount(*question);
    }

    void operator()(const QuestionUnsupported& unsupported) {
        Question* question = find(unsupported.question);
        if (question == nullptr || question->supporters.erase(unsupported.by) == 0) return;
        std::erase(state_.people[unsupported.by].supported, unsupported.question);
        recount(*question);
    }

    void operator()(const QuestionApproved& approved) {
        change(approved.question, [&](Question& question) { become_approved(question, {}); });
    }

    void operator()(const QuestionHeld& held) {
        change(held.question, [&](Question& question) { become(question, Status::Held); });
    }

    void operator()(const QuestionDeclined& declined) {
        change(declined.question, [&](Question& question) {
            become(question, Status::Declined);
            question.reason = declined.reason;
        });
    }

    void operator()(const QuestionMerged& merged) {
        change(merged.question, [&](Question& question) {
            question.before_merge = question.status;
            become(question, Status::Merged);
            link(question, merged.into);
        });
    }

    void operator()(const QuestionUnmerged& unmerged) {
        change(unmerged.question, [&](Question& question) {
            if (question.before_merge == Status::Approved) return become_approved(question, {});
            become(question, question.before_merge);
        });
    }

    void operator()(const QuestionMoved& moved) {
        change(moved.question, [&](Question& question) { place(question.id, moved.before); });
        effects_.question.reset();  // It only stands elsewhere.
    }

    void operator()(const QuestionCalled& called) {
        change(called.question, [&](Question& question) { become_asking(question, record_.at); });
    }

    void operator()(const QuestionAnswered& answered) {
        change(answered.question, [&](Question& question) {
            const auto called_at = question.called_at;
            become(question, Status::Answered);
            question.called_at = called_at;
            question.answered_at = record_.at;
        });
    }

    void operator()(const QuestionPutBack& put_back) {
        change(put_back.question, [&](Question& question) {
            become_approved(question, state_.queue.empty() ? std::nullopt : std::optional(state_.queue.front()));
        });
    }

    void operator()(const QuestionReopened& reopened) {
        change(reopened.question, [&](Question& question) { become_approved(question, {}); });
    }

    void operator()(const QuestionWithdrawn& withdrawn) {
        change(withdrawn.question, [&](Question& question) { become(question, Status::Withdrawn); });
    }

    void operator()(const QuestionRestored& restored) {
        Question* question = touch(restored.question);
        if (question == nullptr) return;
        if (restored.status == Status::Approved) {
            become_approved(*question, restored.before);
        } else if (restored.status == Status::Asking) {
            become_asking(*question, restored.called_at.value_or(record_.at));
        } else {
            become(*question, restored.status);
        }
        question->called_at = restored.called_at;
        question->answered_at = restored.answered_at;
        question->reason = restored.reason;
        if (restored.into) {
            question->before_merge = restored.before_merge.value_or(Status::Waiting);
            link(*question, *restored.into);
        }
        forget_undo();
    }

    Effects finish() {
        state_.seq = record_.seq;
        if (!record_.command.empty()) {
            State::Done& done = state_.done[done_key(record_.actor.participant, record_.command)];
            done.seq = record_.seq;
            if (made_) done.question = *made_;
        }
        return std::move(effects_);
    }

  private:
    void tell(std::initializer_list<Member> members) {
        effects_.members.insert(effects_.members.end(), members.begin(), members.end());
    }

    template <class T>
    void set(T& member, const T& value, Member name) {
        if (member == value) return;
        member = value;
        tell({name});
    }

    void set_air(Air air) {
        if (state_.air == air) return;
        state_.air = air;
        state_.air_since = air == Air::None ? std::nullopt : std::optional(record_.at);
        tell({Member::Air});
    }

    void go_live() {
        set_air(Air::Live);
        set(state_.recording, Recording::Running, Member::Recording);
    }

    Question* find(const QuestionId& id) {
        const auto found = state_.questions.find(id);
        return found == state_.questions.end() ? nullptr : &found->second;
    }

    Question* touch(const QuestionId& id) {
        Question* question = find(id);
        if (question == nullptr) return nullptr;
        effects_.question = id;
        effects_.was_public = is_public(question->status);
        return question;
    }

    // Carries a change to a question out and keeps what it takes to undo it.
    template <class Change>
    void change(const QuestionId& id, const Change& carry_out) {
        Question* question = touch(id);
        if (question == nullptr) return;
        QuestionRestored before = as_it_is(*question);
        carry_out(*question);
        if (is_staff(record_.actor.role)) {
            keep_undo(std::move(before));
        } else if (undo_concerns(id)) {
            forget_undo();
        }
    }

    [[nodiscard]] QuestionRestored as_it_is(const Question& question) const {
        QuestionRestored same{.question = question.id,
                              .undoes = record_.seq,
                              .status = question.status,
                              .called_at = question.called_at,
                              .answered_at = question.answered_at,
                              .reason = question.reason};
        if (question.status == Status::Approved) same.before = next_in_queue(question.id);
        if (question.status == Status::Merged) {
            same.into = question.into;
            same.before_merge = question.before_merge;
        }
        return same;
    }

    // A command that changed two questions is undone as a whole, the later change first.
    void keep_undo(QuestionRestored before) {
        Undoable undoable{.seq = record_.seq,
                          .at = record_.at,
                          .event = name_of(record_.event),
                          .question = before.question,
                          .actor = record_.actor,
                          .command = record_.command,
                          .restores = {}};
        undoable.restores.push_back(std::move(before));
        if (state_.undoable && !record_.command.empty() && state_.undoable->command == record_.command &&
            state_.undoable->actor == record_.actor) {
            auto& earlier = state_.undoable->restores;
            std::move(earlier.begin(), earlier.end(), std::back_inserter(undoable.restores));
        }
        state_.undoable = std::move(undoable);
        tell({Member::Undo});
    }

    [[nodiscard]] bool undo_concerns(const QuestionId& id) const {
        if (!state_.undoable) return false;
        const auto& restores = state_.undoable->restores;
        return std::any_of(restores.begin(), restores.end(), [&](const QuestionRestored& restore) {
            return restore.question == id || restore.into == id;
        });
    }

    void forget_undo() { set(state_.undoable, {}, Member::Undo); }

    // Takes the question out of whatever its present status holds it in, and gives it the next one.
    void become(Question& question, Status status) {
        if (question.status == Status::Approved) leave_queue(question.id);
        if (question.status == Status::Asking) stop_asking();
        if (question.status == Status::Merged) unlink(question);
        question.status = status;
        question.called_at.reset();
        question.answered_at.reset();
        question.reason.reset();
    }

    // Before another question of the queue; none: at its end.
    void become_approved(Question& question, const std::optional<QuestionId>& before) {
        if (question.status != Status::Approved) become(question, Status::Approved);
        place(question.id, before);
    }

    void become_asking(Question& question, Timestamp since) {
        become(question, Status::Asking);
        question.called_at = since;
        set(state_.asking, {question.id}, Member::Asking);
        set(state_.asking_since, {since}, Member::AskingSince);
    }

    void stop_asking() {
        set(state_.asking, {}, Member::Asking);
        set(state_.asking_since, {}, Member::AskingSince);
    }

    void place(const QuestionId& id, const std::optional<QuestionId>& before) {
        auto& queue = state_.queue;
        std::erase(queue, id);
        const auto at = before ? std::find(queue.begin(), queue.end(), *before) : queue.end();
        QueueStep step{.question = id};
        if (at != queue.end()) step.before = *before;
        queue.insert(at, id);
        effects_.queue.push_back(std::move(step));
    }

    void leave_queue(const QuestionId& id) {
        keep_undo_places(id);
        std::erase(state_.queue, id);
        effects_.queue.push_back({.question = id, .out = true});
    }

    [[nodiscard]] std::optional<QuestionId> next_in_queue(const QuestionId& id) const {
        const auto place = std::find(state_.queue.begin(), state_.queue.end(), id);
        if (place == state_.queue.end() || std::next(place) == state_.queue.end()) return std::nullopt;
        return *std::next(place);
    }

    // Undo would put a question back before the one that now leaves: then it goes before the next one instead.
    void keep_undo_places(const QuestionId& leaving) {
        if (!state_.undoable) return;
        for (QuestionRestored& restore : state_.undoable->restores) {
            if (restore.before != leaving) continue;
            restore.before = next_in_queue(leaving);
            if (restore.before == restore.question) restore.before = next_in_queue(restore.question);
        }
    }

    void link(Question& question, const QuestionId& into) {
        Question* target = find(into);
        if (target == nullptr) return;
        question.into = into;
        target->merged.push_back(question.id);
        recount(*target);
    }

    void unlink(Question& question) {
        if (Question* target = find(question.into)) {
            std::erase(target->merged, question.id);
            recount(*target);
        }
        question.into = QuestionId();
        question.before_merge = Status::Waiting;
    }

    // The count of a question has changed, and so have those of the questions that carry it on.
    void recount(const Question& question) {
        const Question* carrier = &question;
        while (carrier != nullptr) {
            effects_.tallies.push_back(carrier->id);
            carrier = carrier->status == Status::Merged ? find(carrier->into) : nullptr;
        }
    }

    State& state_;
    const Record& record_;
    Effects effects_;
    std::optional<QuestionId> made_;
};

}  // namespace

Effects apply(State& state, const Record& record) {
    Fold fold(state, record);
    std::visit(fold, record.event);
    return fold.finish();
}

}  // namespace wardcast::meeting
