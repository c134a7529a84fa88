#pragma once

#include "meeting/deciding.h"
#include "meeting/programme_commands.h"

// What viewers are to see and hear. A camera that sends nothing is no mistake, as it may come yet; one that the meeting
// does not have is.
namespace wardcast::meeting {

[[nodiscard]] Outcome decide_on(const Deciding& on, const SwitchCamera& change);
[[nodiscard]] Outcome decide_on(const Deciding& on, const PickSound& pick);
[[nodiscard]] Outcome decide_on(const Deciding& on, const ShowInstead& show);
[[nodiscard]] Outcome decide_on(const Deciding& on, const ChangeStill& change);
[[nodiscard]] Outcome decide_on(const Deciding& on, const Rehearse& rehearse);

}  // namespace wardcast::meeting
