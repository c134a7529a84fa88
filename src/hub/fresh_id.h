#pragma once

#include <string>

#include "meeting/ids.h"

namespace wardcast::hub {

// A new random id: 20 characters of [a-z2-7], 100 bits, so that nobody guesses one and no two are the same.
// Threads: any, after sodium_init().
[[nodiscard]] std::string fresh_id();

// A new id for a command that this program gives: a random UUID (RFC 9562 version 4), as the protocol asks for.
// Threads: any.
[[nodiscard]] meeting::CommandId fresh_command_id();

}  // namespace wardcast::hub
