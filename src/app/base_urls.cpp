#include "app/base_urls.h"

#include <algorithm>

namespace wardcast::app {
namespace {

std::string url(const char* scheme, ListenAddress address) {
    if (address.is_wildcard()) address.host = "localhost";
    return std::string(scheme) + to_string(address);
}

bool is_loopback(const ListenAddress& address) {
    return address.host.starts_with("127.") || address.host == "::1";
}

}  // namespace

BaseUrls base_urls(const std::string& public_url, const std::vector<ListenAddress>& http,
                   const std::vector<ListenAddress>& https, const std::vector<std::string>& addresses) {
    if (!public_url.empty()) return {.here = public_url, .phones = public_url};

    BaseUrls urls;
    if (!http.empty()) {
        urls.here = url("http://", http.front());
    } else if (!https.empty()) {
        urls.here = url("https://", https.front());
    }
    urls.phones = urls.here;
    const auto reachable = std::ranges::find_if_not(https, is_loopback);
    if (reachable == https.end()) return urls;
    auto address = *reachable;
    if (address.is_wildcard()) {
        if (addresses.empty()) return urls;
        address.host = addresses.front();
    }
    urls.phones = url("https://", address);
    return urls;
}

}  // namespace wardcast::app
