#pragma once

#include "hub/access.h"
#include "meeting/command.h"

namespace wardcast::hub {

// Locks what a command brings and the log must not give away: tokens of sources, passwords of cameras, keys of relays.
// Before decide(), which only sees them sealed.
void seal_secrets(const Access& access, meeting::Command& command);

}  // namespace wardcast::hub
