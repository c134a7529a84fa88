#include "social/address_rule.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <utility>

#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

namespace wardcast::social {
namespace {

namespace ip = boost::asio::ip;

struct Range4 {
    std::array<unsigned char, 4> start;
    unsigned bits;
};

// What the IANA IPv4 special-purpose registry keeps from the open internet, and multicast (RFC 5771).
constexpr auto kSpecial4 = std::to_array<Range4>({
    {{0, 0, 0, 0}, 8},        // "This network", RFC 791.
    {{10, 0, 0, 0}, 8},       // Private, RFC 1918.
    {{100, 64, 0, 0}, 10},    // Shared, RFC 6598.
    {{127, 0, 0, 0}, 8},      // Loopback.
    {{169, 254, 0, 0}, 16},   // Link-local, RFC 3927; metadata services.
    {{172, 16, 0, 0}, 12},    // Private.
    {{192, 0, 0, 0}, 24},     // IETF protocol assignments.
    {{192, 0, 2, 0}, 24},     // Documentation, RFC 5737.
    {{192, 88, 99, 0}, 24},   // 6to4 relays, RFC 7526.
    {{192, 168, 0, 0}, 16},   // Private.
    {{198, 18, 0, 0}, 15},    // Benchmarking, RFC 2544.
    {{198, 51, 100, 0}, 24},  // Documentation.
    {{203, 0, 113, 0}, 24},   // Documentation.
    {{224, 0, 0, 0}, 4},      // Multicast.
    {{240, 0, 0, 0}, 4},      // Reserved, and broadcast.
});

// A cloud's metadata service outside the ranges above.
constexpr std::array<unsigned char, 4> kAzureWireServer = {168, 63, 129, 16};

bool is_in(const ip::address_v4& address, const Range4& range) {
    const auto mask = ~std::uint32_t{0} << (32 - range.bits);
    return (address.to_uint() & mask) == ip::address_v4(range.start).to_uint();
}

bool is_public(const ip::address_v4& address) {
    if (address.to_bytes() == kAzureWireServer) return false;
    return std::ranges::none_of(kSpecial4, [&](const Range4& range) { return is_in(address, range); });
}

bool is_public(const ip::address_v6& address) {
    const auto bytes = address.to_bytes();
    const auto word = [&](std::size_t i) { return static_cast<unsigned>(bytes[2 * i] << 8U | bytes[2 * i + 1]); };
    // Only 2000::/3 is given out as global unicast. Everything else is loopback, mapped or compatible IPv4, NAT64
    // (64:ff9b::/96), discard-only, unique-local, link-local, site-local or multicast.
    if ((bytes[0] & 0xe0U) != 0x20U) return false;
    if (word(0) == 0x2002) return false;                              // 6to4: an IPv4 address inside, RFC 3056.
    if (word(0) == 0x2001 && word(1) < 0x0200) return false;          // Teredo, benchmarking, ORCHID: RFC 2928.
    if (word(0) == 0x2001 && word(1) == 0x0db8) return false;         // Documentation, RFC 3849.
    if (word(0) == 0x3fff && (word(1) & 0xf000U) == 0) return false;  // Documentation, RFC 9637.
    return true;
}

std::string small_letters(std::string_view text) {
    std::string small(text);
    for (char& letter : small)
        letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return small;
}

}  // namespace

bool is_public_address(const ip::address& address) {
    return address.is_v4() ? is_public(address.to_v4()) : is_public(address.to_v6());
}

AddressRule::AddressRule(std::vector<std::string> allow_hosts) : allow_hosts_(std::move(allow_hosts)) {
    for (auto& host : allow_hosts_)
        host = small_letters(host);
}

bool AddressRule::permits(std::string_view host, std::string_view port, const ip::address& address) const {
    if (is_public_address(address)) return true;
    const auto name = small_letters(host);
    return std::ranges::any_of(allow_hosts_, [&](const std::string& allowed) {
        return allowed == name || allowed == name + ":" + std::string(port);
    });
}

}  // namespace wardcast::social
