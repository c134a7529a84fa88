#pragma once

#include "meeting/camera_commands.h"
#include "meeting/deciding.h"

// What the clerk does with the meeting's cameras.
namespace wardcast::meeting {

[[nodiscard]] Outcome decide_on(const Deciding& on, const AddCamera&);
[[nodiscard]] Outcome decide_on(const Deciding& on, const ChangeCamera&);
[[nodiscard]] Outcome decide_on(const Deciding& on, const RemoveCamera&);

}  // namespace wardcast::meeting
