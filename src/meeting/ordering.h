#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "meeting/state.h"

// In which order approved questions stand, as a function of the state alone: no clock, so that a queue which nobody
// touches never changes.
//
// fair     First-time askers before repeat askers: all first questions, then all second ones, and so on. Within such a
//          round, channels take turns, and within a channel neighbourhoods do; what was taken already counts as a turn.
//          Within that, support; at last, who has waited longer.
// support  Most supported first; who has waited longer.
// oldest   As they were asked.
//
// Two things stand above every policy. What staff moved stays at the place in the line that they gave it. And nobody
// waits for ever: a question that before which kMaxPassed later ones have been taken is due, and due ones come first.
namespace wardcast::meeting {

inline constexpr std::ptrdiff_t kMaxPassed = 20;

// The queue as the policy would have it; the same questions as state.queue.
[[nodiscard]] std::vector<QuestionId> ordered_queue(const State& state, Order order);

// Before which question of the present queue one that joins it belongs; none: at the end. The others stay where they
// are. The question must not be in the queue. Without a policy, as in logs from before there were any: at the end.
[[nodiscard]] std::optional<QuestionId> place_in_queue(const State& state, const Question& joining);

// What takes a merged question out again; where it was approved before, it joins the queue at its place.
[[nodiscard]] QuestionUnmerged unmerged(const State& state, const QuestionId& id);

}  // namespace wardcast::meeting
