#pragma once

#include "meeting/deciding.h"
#include "meeting/source_commands.h"

// What becomes of the posts and messages that sources bring.
namespace wardcast::meeting {

[[nodiscard]] Outcome decide_on(const Deciding& on, const TakePosts& take);
[[nodiscard]] Outcome decide_on(const Deciding& on, const TakeMessage& take);

}  // namespace wardcast::meeting
