#include "meeting/decide.h"

#include "meeting/decide_air.h"
#include "meeting/decide_asking.h"
#include "meeting/decide_cameras.h"
#include "meeting/decide_captions.h"
#include "meeting/decide_meeting.h"
#include "meeting/decide_moderation.h"
#include "meeting/decide_posts.h"
#include "meeting/decide_programme.h"
#include "meeting/decide_queue.h"
#include "meeting/decide_relays.h"
#include "meeting/decide_rules.h"
#include "meeting/decide_sources.h"
#include "meeting/permission.h"

namespace wardcast::meeting {

Decided<const Question*> Deciding::find(const QuestionId& id, const Transition& transition) const {
    const Question* question = find_question(state, id);
    const bool visible = question != nullptr && (is_staff(actor.role) || is_public(question->status) ||
                                                 question->participant == actor.participant);
    if (!visible) {
        return refuse(RefusalCode::NotFound, "There is no such question, or it is not public any more.");
    }
    if (auto refusal = refuses(transition, question->status)) return tl::unexpected(*std::move(refusal));
    return question;
}

tl::unexpected<Refusal> has_ended() {
    return refuse(RefusalCode::Ended, "The meeting has ended. The chair or the clerk can start it again.");
}

std::optional<tl::unexpected<Refusal>> is_full(const State& state, std::size_t joining) {
    if (state.questions.size() + joining < kMaxQuestions) return std::nullopt;
    return refuse(RefusalCode::QuestionsClosed, "This meeting has " + std::to_string(kMaxQuestions) +
                                                    " questions and takes no more. Support one that asks the same.");
}

std::optional<tl::unexpected<Refusal>> takes_no_questions(const State& state, std::size_t joining) {
    if (state.phase == Phase::Ended) return has_ended();
    if (state.questions_open) return is_full(state, joining);
    return refuse(RefusalCode::QuestionsClosed,
                  "The chair takes no new questions at the moment. Keep yours and try again later.");
}

Decided<std::vector<Event>> decide(const State& state, const Command& command, const Actor& actor,
                                   const Circumstances& circumstances) {
    if (auto refusal = forbids(command, actor)) return tl::unexpected(*std::move(refusal));
    const Deciding on{state, actor, circumstances};
    return std::visit([&](const auto& one) { return decide_on(on, one); }, command);
}

}  // namespace wardcast::meeting
