#pragma once

#include <string>
#include <sys/types.h>

// What the kernel says of the server under load.
namespace wardcast::bench {

struct ServerUse {
    double cpu_s = 0;      // User and system time since its start.
    double memory_kb = 0;  // Resident.
};

// threads: empty for the whole process, else only the CPU time of threads whose name begins so ("http").
[[nodiscard]] ServerUse use_of(pid_t pid, const std::string& threads = "");

}  // namespace wardcast::bench
