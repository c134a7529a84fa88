#pragma once

#include "meeting/deciding.h"
#include "meeting/relay_commands.h"

// What the clerk does with relays.
namespace wardcast::meeting {

[[nodiscard]] Outcome decide_on(const Deciding& on, const AddRelay& add);
[[nodiscard]] Outcome decide_on(const Deciding& on, const SwitchRelay& change);
[[nodiscard]] Outcome decide_on(const Deciding& on, const RemoveRelay& remove);

}  // namespace wardcast::meeting
