#pragma once

#include "meeting/deciding.h"
#include "meeting/source_commands.h"

// What the clerk does with sources.
namespace wardcast::meeting {

[[nodiscard]] Outcome decide_on(const Deciding& on, const AddSource& add);
[[nodiscard]] Outcome decide_on(const Deciding& on, const SwitchSource& change);
[[nodiscard]] Outcome decide_on(const Deciding& on, const RemoveSource& remove);

}  // namespace wardcast::meeting
