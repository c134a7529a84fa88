#include "integration/app/folder_watch.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace wardcast {

FolderWatch::FolderWatch(std::filesystem::path folder)
    : folder_(std::move(folder)), events_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
    watch_all();
}

FolderWatch::~FolderWatch() {
    ::close(events_);
}

bool FolderWatch::wait(Time deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd readable{events_, POLLIN, 0};
    if (::poll(&readable, 1, std::max(0, static_cast<int>(left.count()))) <= 0) return false;
    std::array<char, 4096> what{};
    while (::read(events_, what.data(), what.size()) > 0) {
    }
    watch_all();
    return true;
}

// Folders that came since are watched from here on; what was written in them before is there when the caller looks.
void FolderWatch::watch_all() {
    constexpr auto kWritten = IN_CREATE | IN_DELETE | IN_MODIFY | IN_MOVED_TO;
    inotify_add_watch(events_, folder_.c_str(), kWritten);
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator each(folder_, error), end; !error && each != end;
         each.increment(error)) {
        if (each->is_directory(error)) inotify_add_watch(events_, each->path().c_str(), kWritten);
    }
}

}  // namespace wardcast
