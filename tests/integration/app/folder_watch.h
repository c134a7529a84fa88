#pragma once

#include <chrono>
#include <filesystem>

namespace wardcast {

// Tells when something is written in a folder or anywhere below it, by inotify.
//
// Threads: one at a time.
class FolderWatch {
  public:
    using Time = std::chrono::steady_clock::time_point;

    explicit FolderWatch(std::filesystem::path folder);
    ~FolderWatch();
    FolderWatch(const FolderWatch&) = delete;
    FolderWatch& operator=(const FolderWatch&) = delete;

    // Waits for what is written after the last wait(), or after it was made. False at the deadline.
    [[nodiscard]] bool wait(Time deadline);

  private:
    void watch_all();

    const std::filesystem::path folder_;
    int events_;
};

}  // namespace wardcast
