#pragma once

#include <string>
#include <vector>

namespace wardcast::app {

// The addresses under which other machines may reach this one: IPv4 first, then IPv6, each in the kernel's order,
// without loopback and link-local ones. Empty when there is no network.
[[nodiscard]] std::vector<std::string> local_addresses();

// Whether the address (IPv4 or IPv6, without brackets) is one of this machine's own, loopback too.
[[nodiscard]] bool is_own_address(const std::string& address);

// This machine's name; empty where it has none.
[[nodiscard]] std::string host_name();

// Whether sockets of IPv6 can be had: many containers are without.
[[nodiscard]] bool has_ipv6();

}  // namespace wardcast::app
