#pragma once

#include "meeting/deciding.h"
#include "meeting/question_commands.h"

// What staff do with single questions: whether they are taken.
namespace wardcast::meeting {

[[nodiscard]] Outcome decide_on(const Deciding& on, const Approve& approve);
[[nodiscard]] Outcome decide_on(const Deciding& on, const Hold& hold);
[[nodiscard]] Outcome decide_on(const Deciding& on, const Unmerge& unmerge);
[[nodiscard]] Outcome decide_on(const Deciding& on, const Reopen& reopen);
[[nodiscard]] Outcome decide_on(const Deciding& on, const Decline& decline);
[[nodiscard]] Outcome decide_on(const Deciding& on, const Merge& merge);
[[nodiscard]] Outcome decide_on(const Deciding& on, const DeclineMany& decline);
[[nodiscard]] Outcome decide_on(const Deciding& on, const Edit& edit);
[[nodiscard]] Outcome decide_on(const Deciding& on, const WriteAnswer& write);

}  // namespace wardcast::meeting
