#pragma once

#include <string_view>

#include <spdlog/spdlog.h>

#include "base/result.h"

// Logging is spdlog's: `spdlog::info("meeting {}: camera live", slug)`. A line names the meeting or connection it is
// about, is written once, where the matter is handled, and never holds a token, a cookie or a question's text.
namespace wardcast {

// Sends the log to standard error as "2026-11-22T19:04:05.123Z info message". level: trace, debug, info, warn, error.
[[nodiscard]] Result<void> start_log(std::string_view level);

}  // namespace wardcast
