#pragma once

#include "meeting/deciding.h"
#include "meeting/question_commands.h"

// What residents do with questions, and the clerk for those in the room.
namespace wardcast::meeting {

[[nodiscard]] Outcome decide_on(const Deciding& on, const Ask& ask);
[[nodiscard]] Outcome decide_on(const Deciding& on, const AskFor& ask);
[[nodiscard]] Outcome decide_on(const Deciding& on, const Vote& vote);
[[nodiscard]] Outcome decide_on(const Deciding& on, const Unvote& unvote);
[[nodiscard]] Outcome decide_on(const Deciding& on, const Withdraw& withdraw);
[[nodiscard]] Outcome decide_on(const Deciding& on, const Appeal& appeal);
[[nodiscard]] Outcome decide_on(const Deciding& on, const GiveVerdict& verdict);

}  // namespace wardcast::meeting
