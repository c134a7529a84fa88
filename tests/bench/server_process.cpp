#include "bench/server_process.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace wardcast::bench {
namespace {

// proc(5): /proc/PID/stat, fields 2 (name, in brackets), 14 and 15 (user and system time in clock ticks).
double cpu_seconds(const std::filesystem::path& stat, const std::string& name_prefix) {
    std::ifstream file(stat);
    std::string line;
    std::getline(file, line);
    const auto open = line.find('(');
    const auto close = line.rfind(')');
    if (open == std::string::npos || close == std::string::npos) return 0;
    if (line.compare(open + 1, name_prefix.size(), name_prefix) != 0) return 0;
    std::istringstream fields(line.substr(close + 2));
    std::string skipped;
    for (int field = 3; field < 14; ++field)
        fields >> skipped;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace

ServerUse use_of(pid_t pid, const std::string& threads) {
    const std::filesystem::path process = "/proc/" + std::to_string(pid);
    ServerUse use;
    if (threads.empty()) {
        use.cpu_s = cpu_seconds(process / "stat", "");
    } else {
        for (const auto& task : std::filesystem::directory_iterator(process / "task")) {
            use.cpu_s += cpu_seconds(task.path() / "stat", threads);
        }
    }
    std::ifstream status(process / "status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:")) use.memory_kb = std::stod(line.substr(6));
    }
    return use;
}

}  // namespace wardcast::bench
