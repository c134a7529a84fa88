#include "meeting/decide.h"

#include <algorithm>
#include <utility>

#include "meeting/permission.h"
#include "meeting/transition.h"

namespace wardcast::meeting {
namespace {

using enum Status;
using Events = std::vector<Event>;
using Outcome = Decided<Events>;

constexpr Transition kVote{"supported", StatusSet(Approved, Asking), "Support another one that is still to come."};
constexpr Transition kWithdraw{"taken back", StatusSet(Waiting, Held, Approved), "There is nothing left to take back."};
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
constexpr Transition kMove{"moved in the queue", StatusSet(Approved), "Approve it first."};
constexpr Transition kCall{"called", StatusSet(Approved), "Approve it first."};
constexpr Transition kAnswer{"marked as answered", StatusSet(Asking), "Call it first."};
constexpr Transition kPutBack{"put back", StatusSet(Asking), "Only what is being asked can go back to the queue."};
constexpr Transition kReopen{"reopened", StatusSet(Answered, Declined), "Use what its present state offers instead."};

// Decides one command. Each call operator knows one kind; who may give it has been settled before.
class Decider {
  public:
    Decider(const State& state, const Actor& actor, const Circumstances& circumstances)
        : state_(state), actor_(actor), circumstances_(circumstances) {}

    Outcome operator()(const Ask& ask) const {
        if (state_.phase == Phase::Ended) return ended();
        if (!state_.questions_open) {
            return refuse(RefusalCode::QuestionsClosed,
                          "The chair takes no new questions at the moment. Keep yours and try again later.");
        }
        return Events{QuestionAsked{.question = fresh<QuestionId>("q_"),
                                    .text = ask.text,
                                    .name = ask.name,
                                    .channel = Channel::Web,
                                    .participant = actor_.participant}};
    }

    Outcome operator()(const AskFor& ask) const {
        if (state_.phase == Phase::Ended) return ended();
        auto question = fresh<QuestionId>("q_");
        Events events{QuestionAsked{.question = question,
                                    .text = ask.text,
                                    .name = ask.name,
                                    .channel = ask.channel,
                                    .participant = fresh<ParticipantId>("p_")}};
        if (ask.approved) events.emplace_back(QuestionApproved{std::move(question)});
        return events;
    }

    Outcome operator()(const Vote& vote) const {
        return with(vote.question, kVote, [&](const Question& question) -> Outcome {
            if (!support_of(state_, question, actor_.participant).empty()) {
                return refuse(RefusalCode::AlreadyDone, "You support this question already. It counts once.");
            }
            return Events{QuestionSupported{question.id, actor_.participant}};
        });
    }

    Outcome operator()(const Unvote& unvote) const {
        return with(unvote.question, kVote, [&](const Question& question) -> Outcome {
            Events events;
            for (QuestionId& holder : support_of(state_, question, actor_.participant)) {
                events.emplace_back(QuestionUnsupported{std::move(holder), actor_.participant});
            }
            if (events.empty()) {
                return refuse(RefusalCode::AlreadyDone, "You do not support this question, so nothing was taken back.");
            }
            return events;
        });
    }

    Outcome operator()(const Withdraw& withdraw) const {
        const Question* known = find_question(state_, withdraw.question);
        if (known != nullptr && is_public(known->status) && known->participant != actor_.participant) {
            return refuse(RefusalCode::NotAllowed, "Only the person who asked a question can take it back.");
        }
        return with(withdraw.question, kWithdraw, [](const Question& question) -> Outcome {
            // What others asked must not vanish with it: the questions that it carried on stand for themselves again.
            Events events{QuestionWithdrawn{question.id}};
            for (const QuestionId& merged : question.merged)
                events.emplace_back(QuestionUnmerged{merged});
            return events;
        });
    }

    Outcome operator()(const Approve& approve) const { return simply<QuestionApproved>(approve.question, kApprove); }
    Outcome operator()(const Hold& hold) const { return simply<QuestionHeld>(hold.question, kHold); }
    Outcome operator()(const Unmerge& unmerge) const { return simply<QuestionUnmerged>(unmerge.question, kUnmerge); }
    Outcome operator()(const Reopen& reopen) const { return simply<QuestionReopened>(reopen.question, kReopen); }

    Outcome operator()(const Decline& decline) const {
        return with(decline.question, kDecline, [&](const Question& question) -> Outcome {
            return Events{QuestionDeclined{question.id, decline.reason}};
        });
    }

    Outcome operator()(const Merge& merge) const {
        if (merge.question == merge.into) {
            return refuse(RefusalCode::BadMessage, "A question cannot be merged into itself. Choose another one.");
        }
        return with(merge.question, kMerge, [&](const Question& question) -> Outcome {
            return with(merge.into, kMergeTarget, [&](const Question& target) -> Outcome {
                return Events{QuestionMerged{question.id, target.id}};
            });
        });
    }

    Outcome operator()(const Move& move) const {
        if (move.before == move.question) {
            return refuse(RefusalCode::BadMessage, "A question cannot be put before itself. Choose another place.");
        }
        return with(move.question, kMove, [&](const Question& question) -> Outcome {
            if (!move.before) return moved(question.id, move.before);
            return with(*move.before, kMove, [&](const Question&) { return moved(question.id, move.before); });
        });
    }

    Outcome operator()(const Call& call) const {
        return with(call.question, kCall, [&](const Question& question) -> Outcome {
            Events events;
            if (state_.asking) events.emplace_back(QuestionAnswered{*state_.asking});
            events.emplace_back(QuestionCalled{question.id});
            return events;
        });
    }

    Outcome operator()(const MarkAnswered& answered) const {
        return about_asked<QuestionAnswered>(answered.question, kAnswer);
    }
    Outcome operator()(const PutBack& put_back) const {
        return about_asked<QuestionPutBack>(put_back.question, kPutBack);
    }

    Outcome operator()(const Undo&) const {
        if (!state_.undoable) {
            return refuse(RefusalCode::NothingToUndo,
                          "There is nothing to undo: the question has changed since, or nothing was done to one.");
        }
        if (circumstances_.now - state_.undoable->at > kUndoWindow) {
            return refuse(RefusalCode::NothingToUndo,
                          "It is too late to undo that: the last action is more than 60 seconds old. Use the "
                          "question's own buttons instead.");
        }
        return Events(state_.undoable->restores.begin(), state_.undoable->restores.end());
    }

    Outcome operator()(const SetAgenda& agenda) const {
        AgendaChanged changed{agenda.items};
        for (AgendaItem& item : changed.items) {
            if (item.id.empty()) {
                item.id = fresh<ItemId>("i_");
                continue;
            }
            const AgendaItem* known = find_item(item.id);
            if (known == nullptr) return no_such_item();
            item.opened_at = known->opened_at;
        }
        return Events{std::move(changed)};
    }

    Outcome operator()(const OpenItem& open) const {
        if (open.item && find_item(*open.item) == nullptr) return no_such_item();
        if (open.item == state_.item) {
            return refuse(RefusalCode::AlreadyDone,
                          open.item ? "This item is open already." : "No item is open, so none was closed.");
        }
        return Events{ItemOpened{open.item}};
    }

    Outcome operator()(const GoOffAir&) const {
        if (auto refusal = not_live()) return *std::move(refusal);
        if (state_.air == Air::Off) return refuse(RefusalCode::AlreadyDone, "The meeting is off air already.");
        return Events{AirOff{}};
    }

    Outcome operator()(const GoOnAir&) const {
        if (auto refusal = not_live()) return *std::move(refusal);
        if (state_.air != Air::Off) return refuse(RefusalCode::AlreadyDone, "The meeting is on air already.");
        return Events{AirOn{}};
    }

    Outcome operator()(const OpenQuestions&) const {
        if (state_.phase == Phase::Ended) return ended();
        if (state_.questions_open) return refuse(RefusalCode::AlreadyDone, "Questions are taken already.");
        return Events{QuestionsOpened{}};
    }

    Outcome operator()(const CloseQuestions&) const {
        if (!state_.questions_open) return refuse(RefusalCode::AlreadyDone, "No questions are taken already.");
        return Events{QuestionsClosed{}};
    }

    Outcome operator()(const StartMeeting&) const {
        if (state_.phase == Phase::Live) return refuse(RefusalCode::AlreadyDone, "The meeting is under way already.");
        Events events{MeetingStarted{}};
        if (state_.closed_by_end) events.emplace_back(QuestionsOpened{});
        return events;
    }

    Outcome operator()(const EndMeeting&) const {
        if (state_.phase == Phase::Ended) return ended();
        Events events;
        if (state_.asking) events.emplace_back(QuestionAnswered{*state_.asking});
        events.emplace_back(MeetingEnded{});
        if (state_.questions_open) events.emplace_back(QuestionsClosed{});
        return events;
    }

    Outcome operator()(const ChangeMeeting& change) const { return Events{change.change}; }

    Outcome operator()(const CameraLive&) const {
        if (state_.phase == Phase::Ended) return ended();
        if (state_.camera_present) return refuse(RefusalCode::AlreadyDone, "The camera is live already.");
        Events events;
        if (state_.phase == Phase::Planned) events.emplace_back(MeetingStarted{});
        events.emplace_back(AirLive{});
        return events;
    }

    Outcome operator()(const CameraLost&) const {
        if (!state_.camera_present) return refuse(RefusalCode::AlreadyDone, "No camera was live.");
        return Events{AirLost{}};
    }

    Outcome operator()(const FinishRecording&) const {
        if (state_.phase != Phase::Ended) {
            return refuse(RefusalCode::WrongState, "The recording goes on until the meeting has ended.");
        }
        if (state_.recording != Recording::Running) {
            return refuse(RefusalCode::AlreadyDone, "No recording is waiting to be finished.");
        }
        return Events{RecordingReady{}};
    }

  private:
    template <class AnId>
    [[nodiscard]] AnId fresh(const char* prefix) const {
        return AnId(prefix + circumstances_.fresh_id());
    }

    // Goes on with the question if this actor may know of it and the transition is possible.
    template <class Then>
    Outcome with(const QuestionId& id, const Transition& transition, const Then& then) const {
        const Question* question = find_question(state_, id);
        const bool visible = question != nullptr && (is_staff(actor_.role) || is_public(question->status) ||
                                                     question->participant == actor_.participant);
        if (!visible) {
            return refuse(RefusalCode::NotFound, "There is no such question, or it is not public any more.");
        }
        if (auto refusal = refuses(transition, question->status)) return tl::unexpected(*std::move(refusal));
        return then(*question);
    }

    template <class E>
    Outcome simply(const QuestionId& id, const Transition& transition) const {
        return with(id, transition, [](const Question& question) -> Outcome { return Events{E{question.id}}; });
    }

    template <class E>
    Outcome about_asked(const std::optional<QuestionId>& id, const Transition& transition) const {
        if (id) return simply<E>(*id, transition);
        if (!state_.asking) return refuse(RefusalCode::WrongState, "No question is being asked. Call one first.");
        return Events{E{*state_.asking}};
    }

    [[nodiscard]] Outcome moved(const QuestionId& id, const std::optional<QuestionId>& before) const {
        const auto place = std::find(state_.queue.begin(), state_.queue.end(), id);
        const auto next = place == state_.queue.end() ? place : std::next(place);
        const bool there = before ? next != state_.queue.end() && *next == *before : next == state_.queue.end();
        if (there) return refuse(RefusalCode::AlreadyDone, "The question stands there already.");
        return Events{QuestionMoved{id, before}};
    }

    [[nodiscard]] const AgendaItem* find_item(const ItemId& id) const {
        const auto found = std::find_if(state_.items.begin(), state_.items.end(),
                                        [&](const AgendaItem& item) { return item.id == id; });
        return found == state_.items.end() ? nullptr : &*found;
    }

    [[nodiscard]] std::optional<tl::unexpected<Refusal>> not_live() const {
        if (state_.phase == Phase::Live) return std::nullopt;
        if (state_.phase == Phase::Ended) return ended();
        return refuse(RefusalCode::WrongState, "The meeting has not started. Start it first.");
    }

    static tl::unexpected<Refusal> ended() {
        return refuse(RefusalCode::Ended, "The meeting has ended. The chair or the clerk can start it again.");
    }
    static tl::unexpected<Refusal> no_such_item() {
        return refuse(RefusalCode::NotFound, "There is no such item on the agenda any more. Look at it again.");
    }

    const State& state_;
    const Actor& actor_;
    const Circumstances& circumstances_;
};

}  // namespace

Decided<std::vector<Event>> decide(const State& state, const Command& command, const Actor& actor,
                                   const Circumstances& circumstances) {
    if (auto refusal = forbids(command, actor)) return tl::unexpected(*std::move(refusal));
    return std::visit(Decider(state, actor, circumstances), command);
}

}  // namespace wardcast::meeting
