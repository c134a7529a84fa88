#include "meeting/shown_address.h"

#include <algorithm>

namespace wardcast::meeting {

std::string shown_address(const std::string& address) {
    const auto scheme = address.find("://");
    if (scheme == std::string::npos) return {};
    const auto host = scheme + 3;
    const auto path = std::min(address.find_first_of("/?#", host), address.size());
    // Everything up to the last '@' before the path: a password may hold one that was not encoded.
    const auto at = address.rfind('@', path == 0 ? 0 : path - 1);
    const auto begin = at != std::string::npos && at >= host ? at + 1 : host;
    const auto end = std::min(address.find_first_of("?#", begin), address.size());
    // A password that holds '/' would have been taken for a path: then an '@' still stands behind it.
    const auto shown = address.substr(begin, end - begin);
    if (shown.find('@') != std::string::npos) return address.substr(0, host) + "…";
    return address.substr(0, host) + shown;
}

}  // namespace wardcast::meeting
