#pragma once

#include "meeting/deciding.h"
#include "meeting/question_commands.h"

// What staff do with the queue: move, call, answer, put back, undo.
namespace wardcast::meeting {

[[nodiscard]] Outcome decide_on(const Deciding& on, const Move& move);
[[nodiscard]] Outcome decide_on(const Deciding& on, const Call& call);
[[nodiscard]] Outcome decide_on(const Deciding& on, const MarkAnswered& answered);
[[nodiscard]] Outcome decide_on(const Deciding& on, const PutBack& put_back);
[[nodiscard]] Outcome decide_on(const Deciding& on, const Undo&);

}  // namespace wardcast::meeting
