#pragma once

#include <ostream>

#include "app/command_line.h"
#include "base/result.h"

// What `wardcast recording …` does. Each prints to `out` and nothing else: one JSON value, or words.
namespace wardcast::app {

[[nodiscard]] Result<void> run(const ListRecordings& command, const Config& config, std::ostream& out);
[[nodiscard]] Result<void> run(const KeepRecording& command, const Config& config, std::ostream& out);

}  // namespace wardcast::app
