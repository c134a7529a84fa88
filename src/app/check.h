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

// Prints the findings, or asks a running server for its health. False where anything is wrong.
[[nodiscard]] bool run(const Check& command, const Result<Config>& config, std::ostream& out);

}  // namespace wardcast::app
