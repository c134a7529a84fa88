#include "unit/media/lossy_relay.h"

#include <arpa/inet.h>
#include <array>
#include <map>
#include <netinet/in.h>
#include <poll.h>
#include <random>
#include <regex>
#include <sys/socket.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace wardcast::media {

namespace {

using Clock = std::chrono::steady_clock;

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

int bound_socket() {
    const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    const auto address = loopback(0);
    EXPECT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
    return socket;
}

std::uint16_t port_of(int socket) {
    sockaddr_in address{};
    socklen_t length = sizeof(address);
    EXPECT_EQ(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length), 0);
    return ntohs(address.sin_port);
}

struct Packet {
    std::string bytes;
    bool to_server = false;
};

}  // namespace

LossyRelay::LossyRelay(Weather weather)
    : weather_(weather),
      client_side_(bound_socket()),
      server_side_(bound_socket()),
      port_(port_of(client_side_)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

LossyRelay::~LossyRelay() {
    thread_.request_stop();
    thread_.join();
    ::close(client_side_);
    ::close(server_side_);
}

std::string LossyRelay::hide_candidates(std::string offer) {
    return std::regex_replace(offer, std::regex("a=candidate:[^\r\n]*\r\n"), "");
}

std::string LossyRelay::stand_in(const std::string& answer) {
    const std::regex candidate(R"((a=candidate:\S+ 1 UDP \d+ )(\S+) (\d+)( typ host))");
    std::smatch found;
    EXPECT_TRUE(std::regex_search(answer, found, candidate)) << answer;
    server_port_ = static_cast<std::uint16_t>(std::stoi(found[3]));
    return std::regex_replace(answer, candidate, "$01127.0.0.1 " + std::to_string(port_) + "$4");
}

void LossyRelay::run(const std::stop_token& stop) {
    std::mt19937 random(weather_.seed);
    std::bernoulli_distribution is_lost(weather_.loss);
    std::uniform_int_distribution<int> lateness_us(0, static_cast<int>(weather_.jitter.count()) * 1000);
    std::multimap<Clock::time_point, Packet> under_way;
    sockaddr_in client{};
    while (!stop.stop_requested()) {
        std::array<pollfd, 2> sockets{{{client_side_, POLLIN, 0}, {server_side_, POLLIN, 0}}};
        ::poll(sockets.data(), sockets.size(), 1);
        for (const auto& socket : sockets) {
            if ((socket.revents & POLLIN) == 0) continue;
            std::array<char, 2048> bytes;
            sockaddr_in from{};
            socklen_t length = sizeof(from);
            const auto size =
                ::recvfrom(socket.fd, bytes.data(), bytes.size(), 0, reinterpret_cast<sockaddr*>(&from), &length);
            if (size <= 0) continue;
            if (socket.fd == client_side_) client = from;
            if (is_lost(random)) {
                ++lost_;
                continue;
            }
            under_way.emplace(Clock::now() + std::chrono::microseconds(lateness_us(random)),
                              Packet{{bytes.data(), static_cast<std::size_t>(size)}, socket.fd == client_side_});
        }
        while (!under_way.empty() && under_way.begin()->first <= Clock::now()) {
            const Packet& packet = under_way.begin()->second;
            const auto to = packet.to_server ? loopback(server_port_) : client;
            ::sendto(packet.to_server ? server_side_ : client_side_, packet.bytes.data(), packet.bytes.size(), 0,
                     reinterpret_cast<const sockaddr*>(&to), sizeof(to));
            ++passed_;
            under_way.erase(under_way.begin());
        }
    }
}

}  // namespace wardcast::media
