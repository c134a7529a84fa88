#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

struct sockaddr;

namespace wardcast::http {

// The network a client comes from, for bounds and rate limits: its IPv4 address, or its IPv6 /56 (what one household or
// hall gets; counting single addresses would bound nobody). IPv4-mapped IPv6 addresses count as IPv4.
class Network {
  public:
    Network() = default;
    [[nodiscard]] static Network of(const sockaddr& address);
    [[nodiscard]] static std::optional<Network> parse(std::string_view address);  // "192.0.2.1", "2001:db8::1"

    [[nodiscard]] std::string str() const;  // "192.0.2.1" or "2001:db8:0:100::/56"

    auto operator<=>(const Network&) const = default;

  private:
    friend struct NetworkHash;
    std::array<std::uint8_t, 8> bytes_{};  // The first four, or the first seven.
    std::uint8_t family_ = 0;              // 4, 6, or 0 for unknown.
};

struct NetworkHash {
    std::size_t operator()(const Network& network) const noexcept;
};

// Counts what each network holds open. Threads: any.
class NetworkCensus {
  public:
    explicit NetworkCensus(std::size_t limit) : limit_(limit) {}

    // Counts one more, or refuses because the network holds `limit` already.
    [[nodiscard]] bool enter(const Network& network);
    void leave(const Network& network);

  private:
    const std::size_t limit_;
    std::mutex mutex_;
    std::unordered_map<Network, std::size_t, NetworkHash> counts_;  // Guarded by mutex_.
};

}  // namespace wardcast::http
