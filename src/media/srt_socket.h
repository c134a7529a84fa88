#pragma once

#include <srt/srt.h>
#include <string>
#include <utility>

// libsrt's handles as owners.
namespace wardcast::media {

// Counts the users of libsrt in this process.
class SrtLibrary {
  public:
    SrtLibrary() {
        srt_startup();
        srt_setloglevel(srt_logging::LogLevel::fatal);  // Every stranger who knocks would have a line.
    }
    ~SrtLibrary() { srt_cleanup(); }
    SrtLibrary(const SrtLibrary&) = delete;
    SrtLibrary& operator=(const SrtLibrary&) = delete;
};

class SrtSocket {
  public:
    explicit SrtSocket(SRTSOCKET socket) : socket_(socket) {}
    SrtSocket(SrtSocket&& other) noexcept : socket_(std::exchange(other.socket_, SRT_INVALID_SOCK)) {}
    SrtSocket& operator=(SrtSocket&&) = delete;
    ~SrtSocket() {
        if (socket_ != SRT_INVALID_SOCK) srt_close(socket_);
    }
    [[nodiscard]] SRTSOCKET get() const noexcept { return socket_; }
    template <class T>
    [[nodiscard]] bool set(SRT_SOCKOPT option, const T& value) const {
        return srt_setsockflag(socket_, option, &value, sizeof(value)) != SRT_ERROR;
    }
    // A text option; true where there is nothing to set.
    [[nodiscard]] bool set_text(SRT_SOCKOPT option, const std::string& value) const {
        return value.empty() ||
               srt_setsockflag(socket_, option, value.data(), static_cast<int>(value.size())) != SRT_ERROR;
    }

  private:
    SRTSOCKET socket_;
};

}  // namespace wardcast::media
