#pragma once

#include <ostream>

#include "app/command_line.h"
#include "base/result.h"

namespace wardcast::app {

// What `wardcast verify SLUG` does: holds what is kept of a meeting against the hashes and signatures made when it was
// written, and prints what that proves; one JSON object, or words. An error names the first thing that was changed.
// Works beside a running server, for as long as reading everything takes.
[[nodiscard]] Result<void> run(const Verify& command, const Config& config, std::ostream& out);

}  // namespace wardcast::app
