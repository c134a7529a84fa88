#include "meeting/relay.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "meeting/shown_address.h"

namespace wardcast::meeting {
namespace {

constexpr std::string_view kSrt = "srt://";
constexpr std::array<std::string_view, 3> kSchemes = {"rtmp://", "rtmps://", kSrt};

// Where the path begins: at '/', or behind the end.
std::size_t path_of(const std::string& address) {
    return std::min(address.find('/', address.find("://") + 3), address.size());
}

// Where the path goes on behind its first part, which names the application; std::string::npos where it does not.
std::size_t second_part(const std::string& address) {
    const auto slash = address.find('/', path_of(address) + 1);
    return slash == std::string::npos || slash + 1 == address.size() ? std::string::npos : slash;
}

}  // namespace

bool may_be_relay_address(const std::string& address) {
    return std::any_of(kSchemes.begin(), kSchemes.end(), [&](std::string_view scheme) {
        return address.starts_with(scheme) && path_of(address) > scheme.size();
    });
}

bool needs_relay_key(const std::string& address) {
    return !address.starts_with(kSrt) && second_part(address) == std::string::npos;
}

std::string shown_relay_address(const std::string& address) {
    const auto shown = shown_address(address);
    if (shown.empty()) return shown;
    if (shown.starts_with(kSrt)) return shown.substr(0, path_of(shown));
    const auto key = second_part(shown);
    return key == std::string::npos ? shown : shown.substr(0, key) + "/…";
}

}  // namespace wardcast::meeting
