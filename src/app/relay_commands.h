#pragma once

#include <ostream>

#include "app/command_line.h"
#include "base/result.h"

// What `wardcast relay …` does. Each prints to `out` and nothing else: one JSON value, or words.
namespace wardcast::app {

// {"relay"}
[[nodiscard]] Result<void> run(const AddRelay& command, const Config& config, std::ostream& out);
// [{"id","label","address","on","health"}]; health as docs/protocol.md 2.6, null where no server runs.
[[nodiscard]] Result<void> run(const ListRelays& command, const Config& config, std::ostream& out);

}  // namespace wardcast::app
