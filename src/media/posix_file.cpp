#include "media/posix_file.h"

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

namespace wardcast::media {
namespace {

constexpr std::uint32_t kMaxSlice = 16U << 20U;  // Far beyond any segment: a damaged index must not cost memory.

tl::unexpected<Error> system_failure(const std::filesystem::path& path) {
    const int code = errno;
    const bool full = code == ENOSPC || code == EDQUOT;
    return failure(full ? ErrorKind::Unavailable : ErrorKind::Internal,
                   path.string() + ": " + std::generic_category().message(code));
}

}  // namespace

PosixFile::~PosixFile() {
    if (fd_ >= 0) ::close(fd_);
}

PosixFile::PosixFile(PosixFile&& other) noexcept : fd_(std::exchange(other.fd_, -1)), path_(std::move(other.path_)) {}

PosixFile& PosixFile::operator=(PosixFile&& other) noexcept {
    std::swap(fd_, other.fd_);
    std::swap(path_, other.path_);
    return *this;
}

Result<PosixFile> PosixFile::open(std::filesystem::path path) {
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    if (fd < 0) return system_failure(path);
    return PosixFile(fd, std::move(path));
}

Result<PosixFile> PosixFile::open_locked(std::filesystem::path path, std::chrono::milliseconds patience) {
    auto file = open(std::move(path));
    if (!file) return file;
    const auto deadline = std::chrono::steady_clock::now() + patience;
    // flock() can only wait for ever or not at all.
    while (::flock(file->fd_, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) return system_failure(file->path_);
        if (std::chrono::steady_clock::now() >= deadline) {
            return failure(ErrorKind::Conflict, file->path_.string() + " is being written by another programme");
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return file;
}

Result<void> PosixFile::sync_folder(const std::filesystem::path& folder) {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return system_failure(folder);
    const PosixFile guard(fd, folder);
    if (::fsync(fd) != 0) return system_failure(folder);
    return {};
}

Result<std::uint64_t> PosixFile::size() const {
    struct stat found {};
    if (::fstat(fd_, &found) != 0) return system_failure(path_);
    return static_cast<std::uint64_t>(found.st_size);
}

Result<void> PosixFile::write_at(std::uint64_t offset, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::pwrite(fd_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return system_failure(path_);
        bytes.remove_prefix(static_cast<std::size_t>(written));
        offset += static_cast<std::uint64_t>(written);
    }
    return {};
}

Result<void> PosixFile::truncate(std::uint64_t size) {
    if (::ftruncate(fd_, static_cast<off_t>(size)) != 0) return system_failure(path_);
    return {};
}

Result<void> PosixFile::sync() {
    if (::fdatasync(fd_) != 0) return system_failure(path_);
    return {};
}

SharedBytes read_slice(const FileSlice& slice) {
    if (slice.size > kMaxSlice) return nullptr;
    const int fd = ::open(slice.path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return nullptr;
    std::string bytes(slice.size, '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const auto got =
            ::pread(fd, bytes.data() + filled, bytes.size() - filled, static_cast<off_t>(slice.offset + filled));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        filled += static_cast<std::size_t>(got);
    }
    ::close(fd);
    return filled == bytes.size() ? share_bytes(std::move(bytes)) : nullptr;
}

}  // namespace wardcast::media
