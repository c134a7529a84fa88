#pragma once

#include <optional>
#include <string>
#include <vector>

#include "meeting/decide.h"
#include "meeting/transition.h"

namespace wardcast::meeting {

using Events = std::vector<Event>;
using Outcome = Decided<Events>;

// What one decision stands on. Who may give the command has been settled before. Each subject has a file of its own
// (decide_asking.h and so on) with one decide_on() for each kind of command.
struct Deciding {
    const State& state;
    const Actor& actor;
    const Circumstances& circumstances;

    template <class AnId>
    [[nodiscard]] AnId fresh(const char* prefix) const {
        return AnId(prefix + circumstances.fresh_id());
    }

    // The question, if this actor may know of it, and if the transition is possible; else why not.
    [[nodiscard]] Decided<const Question*> find(const QuestionId& id, const Transition& transition) const;

    // Goes on with that question.
    template <class Then>
    Outcome with(const QuestionId& id, const Transition& transition, const Then& then) const {
        const auto question = find(id, transition);
        if (!question) return tl::unexpected(question.error());
        return then(**question);
    }

    // For events that need nothing but the question.
    template <class E>
    Outcome simply(const QuestionId& id, const Transition& transition) const {
        return with(id, transition, [](const Question& question) -> Outcome { return Events{E{question.id}}; });
    }
};

// How many questions a meeting takes, withdrawn and declined ones included: far more than people read in an evening,
// few enough that all of them fit into memory and into a page.
inline constexpr std::size_t kMaxQuestions = 20'000;

[[nodiscard]] tl::unexpected<Refusal> has_ended();
// Why no question can come in now, or nothing if one can. joining: new ones of the same command, which the state does
// not have yet.
[[nodiscard]] std::optional<tl::unexpected<Refusal>> takes_no_questions(const State& state, std::size_t joining = 0);
// Why there is no room for another question, or nothing if there is.
[[nodiscard]] std::optional<tl::unexpected<Refusal>> is_full(const State& state, std::size_t joining = 0);

}  // namespace wardcast::meeting
