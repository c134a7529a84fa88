#include "app/listen_address.h"

#include <arpa/inet.h>
#include <charconv>

namespace wardcast::app {

bool is_address(const std::string& text) {
    in6_addr space{};
    const int family = text.find(':') == std::string::npos ? AF_INET : AF_INET6;
    return inet_pton(family, text.c_str(), &space) == 1;
}

Result<ListenAddress> parse_listen_address(std::string_view text) {
    const auto refused = [&] {
        return failure(ErrorKind::BadInput, "'" + std::string(text) +
                                                "' is not an address and a port: write 0.0.0.0:8080 for all IPv4 "
                                                "addresses, 127.0.0.1:8080 for this machine only, or [::]:8080");
    };
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return refused();
    auto host = text.substr(0, colon);
    const auto digits = text.substr(colon + 1);
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (bracketed) host = host.substr(1, host.size() - 2);

    ListenAddress address{.host = std::string(host)};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), address.port);
    if (error != std::errc{} || end != digits.data() + digits.size()) return refused();
    if (!is_address(address.host) || address.is_ipv6() != bracketed) return refused();
    return address;
}

std::string to_string(const ListenAddress& address) {
    const auto host = address.is_ipv6() ? "[" + address.host + "]" : address.host;
    return host + ":" + std::to_string(address.port);
}

}  // namespace wardcast::app
