#include "bench/swarm.h"

#include <cstdio>
#include <cstdlib>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "bench/load_socket.h"

namespace wardcast::bench {
namespace {

constexpr std::size_t kOpeningAtOnce = 256;
constexpr int kPatienceMs = 10'000;

[[noreturn]] void fail(const std::string& why) {
    std::fprintf(stderr, "load: %s\n", why.c_str());
    std::exit(1);  // NOLINT(concurrency-mt-unsafe): a driver has one thread
}

}  // namespace

Swarm::Swarm(std::uint16_t port) noexcept : port_(port), epoll_(epoll_create1(EPOLL_CLOEXEC)) {}

double Swarm::open(const Take& take) {
    allow_files(static_cast<unsigned>(members_.size()) + 100);
    const std::int64_t began = now_ns();
    std::size_t started = 0;
    while (upgraded_ < members_.size()) {
        while (started < members_.size() && started - upgraded_ < kOpeningAtOnce)
            connect(started++);
        poll(kPatienceMs, take);
    }
    const double took_s = static_cast<double>(now_ns() - began) / 1e9;
    for (Socket& socket : members_) {
        if (!socket.joined) send_all(socket.fd, client_text_frame(socket.plan.hello));
    }
    while (joined_ < members_.size())
        poll(kPatienceMs, take);
    return took_s;
}

void Swarm::connect(std::size_t index) {
    Socket& socket = members_[index];
    socket.fd = start_connect(port_, static_cast<unsigned>(index));
    epoll_event event{.events = EPOLLIN | EPOLLOUT | EPOLLET, .data = {.u64 = index}};
    epoll_ctl(epoll_, EPOLL_CTL_ADD, socket.fd, &event);
}

void Swarm::poll(int timeout_ms, const Take& take) {
    epoll_event events[512];
    const int ready = epoll_wait(epoll_, events, 512, timeout_ms);
    if (ready == 0 && timeout_ms >= kPatienceMs) fail("the server was silent for 10 s");
    for (int i = 0; i < ready; ++i) {
        Socket& socket = members_[events[i].data.u64];
        if ((events[i].events & EPOLLOUT) != 0U && !socket.asked) {
            socket.asked = true;
            send_all(socket.fd, upgrade_request(socket.plan.path, socket.plan.subprotocol));
        }
        if ((events[i].events & EPOLLIN) != 0U) read(events[i].data.u64, take);
    }
}

void Swarm::send(std::size_t member, std::string_view text) {
    send_all(members_[member].fd, client_text_frame(text));
}

void Swarm::send_frames(std::size_t member, std::string_view frames) {
    send_all(members_[member].fd, frames);
}

void Swarm::read(std::size_t index, const Take& take) {
    Socket& socket = members_[index];
    char chunk[65536];
    for (;;) {
        const ssize_t got = recv(socket.fd, chunk, sizeof chunk, 0);
        if (got == 0) fail("the server closed a connection");
        if (got < 0) break;
        socket.buffer.append(chunk, static_cast<std::size_t>(got));
    }
    if (!socket.upgraded) upgrade(socket);
    if (!socket.upgraded) return;
    const std::int64_t now = now_ns();
    const bool open = take_frames(socket.fd, socket.buffer, [&](std::string_view text) {
        if (socket.joined) return take(index, text, now);
        if (!text.starts_with(R"({"type":"welcome")") && text.find(R"("type":"welcome")") == std::string_view::npos) {
            fail("instead of a welcome came " + std::string(text.substr(0, 200)));
        }
        socket.joined = true;
        ++joined_;
    });
    if (!open) fail("the server closed a WebSocket");
    // Ten thousand grown buffers would make the driver, not the server, the one that swaps.
    if (socket.buffer.empty()) socket.buffer.shrink_to_fit();
}

void Swarm::upgrade(Socket& socket) {
    const auto end = socket.buffer.find("\r\n\r\n");
    if (end == std::string::npos) return;
    if (!socket.buffer.starts_with("HTTP/1.1 101")) fail(socket.buffer.substr(0, socket.buffer.find('\r')));
    socket.buffer.erase(0, end + 4);
    socket.upgraded = true;
    ++upgraded_;
    if (socket.plan.hello.empty()) {
        socket.joined = true;
        ++joined_;
    }
}

}  // namespace wardcast::bench
