#include "base/log.h"

#include <string>

#include <spdlog/sinks/stdout_sinks.h>

namespace wardcast {

Result<void> start_log(std::string_view level) {
    const auto parsed = spdlog::level::from_str(std::string(level));
    // from_str answers "off" for what it does not know.
    if (parsed == spdlog::level::off && level != "off") {
        return failure(ErrorKind::BadInput, "log level '" + std::string(level) +
                                                "' is not known: choose trace, debug, info, warn, error or off");
    }
    auto logger = spdlog::stderr_logger_mt("wardcast");
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    logger->set_level(parsed);
    logger->flush_on(spdlog::level::info);
    spdlog::set_default_logger(std::move(logger));
    return {};
}

}  // namespace wardcast
