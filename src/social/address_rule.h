#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/ip/address.hpp>

namespace wardcast::social {

// Whether an address is one of the open internet: no loopback, private, link-local (cloud metadata is there),
// unique-local, shared (RFC 6598), multicast, documentation or reserved one, also not wrapped in IPv6 (v4-mapped,
// v4-compatible, NAT64, 6to4, Teredo). IANA special-purpose registries, RFC 6890.
[[nodiscard]] bool is_public_address(const boost::asio::ip::address& address);

// Which addresses this server may connect to on somebody's behalf. Asked with the address that a name was resolved to,
// at the moment of connecting, so that a name that changes its mind (DNS rebinding) gains nothing.
// Threads: immutable; any.
class AddressRule {
  public:
    // allow_hosts: names or addresses, as they stand in URLs, that may be anywhere; "name:port" for one port only.
    explicit AddressRule(std::vector<std::string> allow_hosts = {});

    [[nodiscard]] bool permits(std::string_view host, std::string_view port,
                               const boost::asio::ip::address& address) const;

  private:
    std::vector<std::string> allow_hosts_;  // In small letters.
};

}  // namespace wardcast::social
