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

// Prints the findings, or asks a running server for its health. False where anything is wrong.
[[nodiscard]] bool run(const Check& command, const Result<Config>& config, std::ostream& out);

}  // namespace wardcast::app
