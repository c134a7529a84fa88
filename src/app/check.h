#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "app/command_line.h"

namespace wardcast::app {

// One thing that `wardcast check` looked at.
struct Finding {
    std::string what;
    Result<std::string> outcome;  // What was found, or what is wrong and the cure.
};

// Looks at everything that a server with this configuration needs. Changes nothing, save making the data folder.
[[nodiscard]] std::vector<Finding> examine(const Result<Config>& config);

// What an hour of recording takes at most, with renditions as media.ladder has them.
[[nodiscard]] double recorded_bytes_an_hour(const std::vector<std::string>& ladder);

// Whether an evening fits on the disk, or the quota where that is larger: the recordings may grow up to it. In bytes:
// what is free, and what recordings have already.
[[nodiscard]] Result<std::string> room_for_recordings(const Config& config, double free, double recorded);

// Prints the findings, or asks a running server for its health. False where anything is wrong.
[[nodiscard]] bool run(const Check& command, const Result<Config>& config, std::ostream& out);

}  // namespace wardcast::app
