#pragma once

#include <ostream>

#include "app/config.h"

namespace wardcast::app {

// Runs the server until SIGTERM or SIGINT, then stops it cleanly; a second signal ends the process at once. Prints
// "listening on URL" to `out` for each listener once it answers. An error is why it cannot start.
[[nodiscard]] Result<void> serve(const Config& config, std::ostream& out);

}  // namespace wardcast::app
