#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace wardcast::app {

// Where the server listens: an address of this machine and a TCP port.
struct ListenAddress {
    std::string host;        // IPv4 or IPv6 without brackets; 0.0.0.0 and :: mean all of them.
    std::uint16_t port = 0;  // 0: any free one.

    bool operator==(const ListenAddress&) const = default;

    [[nodiscard]] bool is_ipv6() const { return host.find(':') != std::string::npos; }
    [[nodiscard]] bool is_wildcard() const { return host == "0.0.0.0" || host == "::"; }
};

// Reads "0.0.0.0:8080" or "[::1]:8080". A name instead of an address is refused: it may mean several.
[[nodiscard]] Result<ListenAddress> parse_listen_address(std::string_view text);

// Whether the text is an IPv4 or IPv6 address, without brackets.
[[nodiscard]] bool is_address(const std::string& text);

// As parse_listen_address() reads it, and as it stands in a URL.
[[nodiscard]] std::string to_string(const ListenAddress& address);

}  // namespace wardcast::app
