#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace wardcast::media {

// A file open for reading and writing at given places; closed when it goes.
// Errors name the path and what the system said; Unavailable means that the disk is full.
class PosixFile {
  public:
    PosixFile() = default;
    ~PosixFile();
    PosixFile(PosixFile&& other) noexcept;
    PosixFile& operator=(PosixFile&& other) noexcept;

    // Creates the file where there is none.
    [[nodiscard]] static Result<PosixFile> open(std::filesystem::path path);
    // The same, held against every other open_locked() of this file, in this process or another, for as long as it is
    // open. Waits up to patience for one that is about to let go; Conflict when it does not.
    [[nodiscard]] static Result<PosixFile> open_locked(std::filesystem::path path, std::chrono::milliseconds patience);
    // So that a new file's name survives a power cut as well.
    [[nodiscard]] static Result<void> sync_folder(const std::filesystem::path& folder);

    [[nodiscard]] bool is_open() const { return fd_ >= 0; }
    [[nodiscard]] Result<std::uint64_t> size() const;
    [[nodiscard]] Result<void> write_at(std::uint64_t offset, std::string_view bytes);
    [[nodiscard]] Result<void> truncate(std::uint64_t size);
    // fdatasync: contents and length, not times.
    [[nodiscard]] Result<void> sync();

  private:
    PosixFile(int fd, std::filesystem::path path) : fd_(fd), path_(std::move(path)) {}

    int fd_ = -1;
    std::filesystem::path path_;
};

// A place in a file.
struct FileSlice {
    std::filesystem::path path;
    std::uint64_t offset = 0;
    std::uint32_t size = 0;
};

// Reads the disk, at most 16 MiB. Null when the bytes are not all there.
[[nodiscard]] SharedBytes read_slice(const FileSlice& slice);

}  // namespace wardcast::media
