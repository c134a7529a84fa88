#include <csignal>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <malloc.h>
#include <unistd.h>

#include "app/check.h"
#include "app/command_line.h"
#include "app/meeting_commands.h"
#include "app/recording_commands.h"
#include "app/relay_commands.h"
#include "app/serve.h"
#include "app/source_commands.h"
#include "app/verify.h"
#include "base/log.h"

namespace {

using namespace wardcast;
using namespace wardcast::app;

// Each of GStreamer's many threads would get one of its own, and with it some 5 MB in all that nobody uses again.
constexpr int kArenas = 4;

int report(const Result<void>& outcome, const char* what) {
    if (outcome) return kExitOk;
    std::cerr << what << outcome.error().message << '\n';
    return kExitFailed;
}

// Does what was asked for, with the exit status.
struct Runner {
    const Result<Config>& config;

    int operator()(const Check& check) const { return run(check, config, std::cout) ? kExitOk : kExitFailed; }

    int operator()(const Serve&) const {
        if (!config) return report(tl::unexpected(config.error()), "cannot start: ");
        mallopt(M_ARENA_MAX, kArenas);
        // Whatever says a time without knowing its reader says it in this zone. Before there are other threads.
        setenv("TZ", config->time_zone.c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
        tzset();
        return report(start_log(config->log_level).and_then([&] { return serve(*config, std::cout); }),
                      "cannot start: ");
    }

    template <class Command>
    int operator()(const Command& command) const {
        if (!config) return report(tl::unexpected(config.error()), "wardcast: ");
        return report(start_log(config->log_level).and_then([&] { return run(command, *config, std::cout); }),
                      "wardcast: ");
    }
};

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // A reader that is gone is an error of that write, not the end of the server.
    const auto invocation = parse_command_line(argc, argv, environ, std::cout, std::cerr);
    if (!invocation) return invocation.error();
    const int status = std::visit(Runner{invocation->config}, invocation->command);
    std::cout.flush();
    return status;
}
