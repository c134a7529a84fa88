#pragma once

#include <optional>

#include "meeting/command.h"
#include "meeting/role.h"

namespace wardcast::meeting {

// Why this actor may not give this command whatever the meeting's state is, or nothing if it may; the column "Role" of
// docs/protocol.md section 2.7.
[[nodiscard]] std::optional<Refusal> forbids(const Command& command, const Actor& actor);

}  // namespace wardcast::meeting
