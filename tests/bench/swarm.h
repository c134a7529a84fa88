#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace wardcast::bench {

// Many WebSockets to one server in one thread, read as fast as they come.
class Swarm {
  public:
    struct Member {
        std::string path;              // "/ws/slug"
        std::string subprotocol = {};  // Empty: none is asked for.
        std::string hello = {};        // Sent when the socket is open; empty: the member counts as joined at once.
    };
    // Every text message after a member's first answer to its hello; `now_ns` is when it was read.
    using Take = std::function<void(std::size_t member, std::string_view text, std::int64_t now_ns)>;

    explicit Swarm(std::uint16_t port) noexcept;

    void add(Member member) { members_.push_back({.plan = std::move(member)}); }
    [[nodiscard]] std::size_t size() const noexcept { return members_.size(); }

    // Opens all, a bounded number at once, then says all hellos. Returns the seconds until the last was upgraded, that
    // is for the WebSocket handshakes alone.
    double open(const Take& take);
    // Reads what has come, waiting at most so long for the first.
    void poll(int timeout_ms, const Take& take);
    void send(std::size_t member, std::string_view text);
    // The same with frames that are made already: many at once leave as one write.
    void send_frames(std::size_t member, std::string_view frames);

  private:
    struct Socket {
        Member plan;
        int fd = -1;
        bool asked = false;
        bool upgraded = false;
        bool joined = false;
        std::string buffer = {};
    };

    void connect(std::size_t index);
    void read(std::size_t index, const Take& take);
    void upgrade(Socket& socket);

    std::uint16_t port_;
    int epoll_;
    std::vector<Socket> members_;
    std::size_t upgraded_ = 0;
    std::size_t joined_ = 0;
};

}  // namespace wardcast::bench
