#include "media/relay_trouble.h"

#include <array>
#include <string_view>

namespace wardcast::media {

namespace {

struct Cause {
    std::string_view said;  // Untranslated: the server sets no locale.
    std::string_view code;
    enum class About { Host, HostAndPort, Nothing } about;
    std::string_view before, after;  // The words around what it is about.
};
using About = Cause::About;

// The first that fits.
constexpr std::array kCauses{
    Cause{"refused", "nothing_listens", About::HostAndPort, "",
          " refused the connection: nothing listens there. Look at the address, and whether the target runs."},
    Cause{"timed out", "no_answer", About::HostAndPort, "",
          " does not answer. Look at the address; rtmp:// and rtmps:// are different ports."},
    Cause{"unreachable", "no_way", About::Host, "The network finds no way to ", ". Look at the server's line."},
    Cause{"TLS/SSL support not available", "no_tls", About::Nothing,
          "This server cannot do TLS for rtmps://: install glib-networking, or use rtmp://.", ""},
    Cause{"ertificate", "bad_certificate", About::Host, "The certificate of ",
          " is not valid for it. Look at the address; whoever runs it can renew the certificate."},
    Cause{"'connect' cmd failed", "unknown_application", About::Host, "",
          " does not know the application at the end of the address, or wants somebody else."},
    Cause{"'publish' cmd failed", "turned_away", About::Host, "",
          " turned the stream away. Look at the stream key, and whether the stream is set up there."},
    Cause{"ot authorized", "unknown_key", About::Host, "",
          " does not know this key. Copy it anew from where the stream is set up."},
    Cause{"onnection error", "hung_up", About::Host, "",
          " closed the connection. Services do so where the stream key is wrong, the event there is over, or another "
          "encoder sends with the same key."},
    Cause{"closed remotely", "hung_up_at_once", About::Host, "",
          " closed the connection before taking anything. Look at the address and the stream key."},
};

std::string about(const Cause& cause, const RtmpAddress& address) {
    switch (cause.about) {
        case About::Host:
            return address.host;
        case About::HostAndPort:
            return address.host + ":" + std::to_string(address.port);
        case About::Nothing:
            break;
    }
    return {};
}

std::string without(std::string text, const std::string& secret) {
    if (secret.empty()) return text;
    for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at + 3))
        text.replace(at, secret.size(), "…");
    return text;
}

}  // namespace

Trouble unknown_host(const std::string& host) {
    return {.words = "The name " + host + " is not known. Look for a slip in the address.",
            .code = "unknown_host",
            .about = host};
}

Trouble rtmp_trouble(const std::string& what, const RtmpAddress& address) {
    if (what.find("rror resolving") != std::string::npos) return unknown_host(address.host);
    for (const Cause& cause : kCauses) {
        if (what.find(cause.said) == std::string::npos) continue;
        const auto target = about(cause, address);
        return {.words = std::string(cause.before) + target + std::string(cause.after),
                .code = std::string(cause.code),
                .about = target};
    }
    return untold(without(without(what.substr(0, what.find(" (")), address.stream), address.password), kSendingFailed);
}

}  // namespace wardcast::media
