#include "media/rtsp_trouble.h"

#include <string_view>

namespace wardcast::media {

namespace {

struct Cause {
    std::string_view said;  // Untranslated: the server sets no locale.
    std::string_view code;
    std::string_view words;
};

// The first that fits.
constexpr Cause kCauses[] = {
    {"nauthorized", "wrong_password", "does not take this user and password: look at both in the camera's address"},
    {"ot authorized", "wrong_password", "does not take this user and password: look at both in the camera's address"},
    {"Not Found", "no_such_stream",
     "has no such stream: look at what follows the port in the address; the camera's manual names it"},
    {"Could not receive any UDP packets", "no_packets",
     "answers, but none of its packets arrive: write rtsp:// in place of rtspu://, which uses TCP, or let UDP through "
     "the firewall"},
    {"Timeout while waiting", "no_answer",
     "does not answer: look at the address, and whether the camera has power and network"},
    {"Error resolving", "unknown_host",
     "is a name that is not known: look for a slip in the address, or write the camera's IP address"},
    {"Service Unavailable", "too_busy", "cannot send at the moment: it may serve too many others"},
    {"Failed to connect", "unreachable",
     "cannot be reached, or nothing listens there: look at the address and its port, and whether the camera has power "
     "and network"},
    {"onnection was closed", "hung_up",
     "closed the connection: it may be restarting, or take fewer viewers than it has"},
};

// HOST[:PORT] of rtsp://HOST[:PORT]/PATH.
std::string_view host(std::string_view location) {
    const auto begin = location.find("//");
    if (begin != std::string_view::npos) location.remove_prefix(begin + 2);
    return location.substr(0, location.find_first_of("/?"));
}

}  // namespace

Trouble rtsp_trouble(const std::string& what, const RtspAddress& address) {
    const std::string camera(host(address.location));
    for (const auto& [said, code, words] : kCauses) {
        if (what.find(said) == std::string::npos) continue;
        return {.words = camera + " " + std::string(words), .code = std::string(code), .about = camera};
    }
    return {};
}

}  // namespace wardcast::media
