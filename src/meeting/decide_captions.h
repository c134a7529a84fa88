#pragma once

#include "meeting/caption_commands.h"
#include "meeting/deciding.h"

// What is taken down of what is said. Nothing of what was said off the air, or before the meeting began.
namespace wardcast::meeting {

[[nodiscard]] Outcome decide_on(const Deciding& on, const TakeCaptions& take);
[[nodiscard]] Outcome decide_on(const Deciding& on, const CorrectCaption& correct);

}  // namespace wardcast::meeting
