// A disk that is full on demand: while the file $FULL_DISK_WHEN exists, nothing more can be written to any file whose
// path begins with $FULL_DISK_FOLDER, and there is no space left there. Preloaded under a program.

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <string_view>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

template <class Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

bool is_full() {
    static const char* const when = std::getenv("FULL_DISK_WHEN");  // NOLINT(concurrency-mt-unsafe): nobody sets it
    return when != nullptr && ::access(when, F_OK) == 0;
}

// Whether what the descriptor stands for has no room. Leaves errno as it would be then.
bool is_refused(int file) {
    static const char* const folder = std::getenv("FULL_DISK_FOLDER");  // NOLINT(concurrency-mt-unsafe)
    if (folder == nullptr || !is_full()) return false;
    std::array<char, 64> link{};
    std::snprintf(link.data(), link.size(), "/proc/self/fd/%d", file);
    std::array<char, 4096> path{};
    const ssize_t length = ::readlink(link.data(), path.data(), path.size());
    if (length <= 0) return false;
    if (!std::string_view(path.data(), static_cast<std::size_t>(length)).starts_with(folder)) return false;
    errno = ENOSPC;
    return true;
}

template <class Statistics>
int without_space(int result, Statistics* statistics) {
    if (result == 0 && is_full()) statistics->f_bavail = statistics->f_bfree = 0;
    return result;
}

}  // namespace

extern "C" {

ssize_t write(int file, const void* bytes, size_t size) {
    static auto* const next = real<ssize_t(int, const void*, size_t)>("write");
    return is_refused(file) ? -1 : next(file, bytes, size);
}
ssize_t writev(int file, const iovec* pieces, int count) {
    static auto* const next = real<ssize_t(int, const iovec*, int)>("writev");
    return is_refused(file) ? -1 : next(file, pieces, count);
}
ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
    static auto* const next = real<ssize_t(int, const void*, size_t, off_t)>("pwrite");
    return is_refused(file) ? -1 : next(file, bytes, size, at);
}
ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
    static auto* const next = real<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
    return is_refused(file) ? -1 : next(file, bytes, size, at);
}
int statvfs(const char* path, struct statvfs* statistics) {
    static auto* const next = real<int(const char*, struct statvfs*)>("statvfs");
    return without_space(next(path, statistics), statistics);
}
int statvfs64(const char* path, struct statvfs64* statistics) {
    static auto* const next = real<int(const char*, struct statvfs64*)>("statvfs64");
    return without_space(next(path, statistics), statistics);
}

}  // extern "C"
