#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "app/base_urls.h"
#include "base/result.h"

namespace wardcast::app {

// What a running server tells the commands beside it.
struct Served {
    BaseUrls links;     // What links begin with.
    std::string local;  // Where the server itself answers, without a proxy in between.

    bool operator==(const Served&) const = default;
};

// The folder that holds everything that lasts, and what processes sharing it know of each other: one server at a time
// holds data/lock and tells in data/server.json where it answers, so that commands beside it print its links.
//
// Threads: one at a time.
class DataFolder {
  public:
    // Makes the folder (mode 0700: it holds the server's secret) when missing. Refused where nothing can be written.
    [[nodiscard]] static Result<DataFolder> open(std::filesystem::path path);

    DataFolder(DataFolder&& other) noexcept;
    DataFolder& operator=(DataFolder&&) = delete;
    ~DataFolder();  // Gives the lock back.

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path database() const { return path_ / "wardcast.db"; }
    // One folder for each meeting.
    [[nodiscard]] std::filesystem::path recordings() const { return path_ / "recordings"; }
    [[nodiscard]] std::filesystem::path tls() const { return path_ / "tls"; }

    // Becomes the server of this folder, until this object is gone or the process dies. Conflict where another is.
    [[nodiscard]] Result<void> lock();

    // Tells the processes beside this one where the server answers.
    [[nodiscard]] Result<void> announce(const Served& served);

    // Where the server of this folder answers; nothing where none runs.
    [[nodiscard]] std::optional<Served> served() const;

  private:
    DataFolder(std::filesystem::path path, int lock) : path_(std::move(path)), lock_(lock) {}

    std::filesystem::path path_;
    int lock_;  // File descriptor of data/lock.
    bool serves_ = false;
};

}  // namespace wardcast::app
