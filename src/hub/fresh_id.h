#pragma once

#include <string>

namespace wardcast::hub {

// A new random id: 20 characters of [a-z2-7], 100 bits, so that nobody guesses one and no two are the same.
// Threads: any, after sodium_init().
[[nodiscard]] std::string fresh_id();

}  // namespace wardcast::hub
