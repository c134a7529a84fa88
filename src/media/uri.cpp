#include "media/uri.h"

#include <algorithm>
#include <utility>

namespace wardcast::media {

namespace {

// With every '@' before the path encoded but the last.
std::string with_one_at(const std::string& address) {
    const auto scheme = address.find("://");
    if (scheme == std::string::npos) return address;
    const auto path = std::min(address.find_first_of("/?#", scheme + 3), address.size());
    const auto before_path = address.substr(0, path);
    const auto last = before_path.rfind('@');
    if (last == std::string::npos) return address;
    std::string encoded;
    for (const char letter : before_path.substr(0, last))
        encoded += letter == '@' ? std::string("%40") : std::string(1, letter);
    return encoded + address.substr(last);
}

// Encoded, such letters would end the host where the address is written down again.
bool is_host(const gchar* host) {
    return host == nullptr || uri_text(host).find_first_of("@/?#[]\\ ") == std::string::npos;
}

}  // namespace

UriPtr parse_uri(const std::string& address, GUriFlags flags) {
    if (address.find('\0') != std::string::npos) return nullptr;
    UriPtr uri(g_uri_parse(with_one_at(address).c_str(), flags, nullptr));
    return uri != nullptr && is_host(g_uri_get_host(uri.get())) ? std::move(uri) : nullptr;
}

std::string uri_text(const gchar* part) {
    return part != nullptr ? part : "";
}

}  // namespace wardcast::media
