#include "media/relay_trouble.h"

#include <array>
#include <string_view>

namespace wardcast::media {

namespace {

struct Cause {
    std::string_view said;  // Untranslated: the server sets no locale.
    std::string (*words)(const RtmpAddress&);
};

std::string at(const RtmpAddress& address) {
    return address.host + ":" + std::to_string(address.port);
}

// The first that fits.
constexpr std::array kCauses{
    Cause{
        "rror resolving",
        [](const RtmpAddress& to) { return "The name " + to.host + " is not known. Look for a slip in the address."; }},
    Cause{"refused",
          [](const RtmpAddress& to) {
              return at(to) +
                     " refused the connection: nothing listens there. Look at the address, and whether the "
                     "target runs.";
          }},
    Cause{"timed out",
          [](const RtmpAddress& to) {
              return at(to) + " does not answer. Look at the address; rtmp:// and rtmps:// are different ports.";
          }},
    Cause{"unreachable",
          [](const RtmpAddress& to) {
              return "The network finds no way to " + to.host + ". Look at the server's line.";
          }},
    Cause{"TLS/SSL support not available",
          [](const RtmpAddress&) {
              return std::string("This server cannot do TLS for rtmps://: install glib-networking, or use rtmp://.");
          }},
    Cause{"ertificate",
          [](const RtmpAddress& to) {
              return "The certificate of " + to.host +
                     " is not valid for it. Look at the address; whoever runs it can "
                     "renew the certificate.";
          }},
    Cause{"'connect' cmd failed",
          [](const RtmpAddress& to) {
              return to.host + " does not know the application at the end of the address, or wants somebody else.";
          }},
    Cause{"'publish' cmd failed",
          [](const RtmpAddress& to) {
              return to.host +
                     " turned the stream away. Look at the stream key, and whether the stream is set up there.";
          }},
    Cause{"ot authorized",
          [](const RtmpAddress& to) {
              return to.host + " does not know this key. Copy it anew from where the stream is set up.";
          }},
    Cause{"onnection error",
          [](const RtmpAddress& to) {
              return to.host +
                     " closed the connection. Services do so where the stream key is wrong, the event there is "
                     "over, or another encoder sends with the same key.";
          }},
    Cause{"closed remotely",
          [](const RtmpAddress& to) {
              return to.host + " closed the connection before taking anything. Look at the address and the stream key.";
          }},
};

std::string without(std::string text, const std::string& secret) {
    if (secret.empty()) return text;
    for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at + 3))
        text.replace(at, secret.size(), "…");
    return text;
}

}  // namespace

std::string rtmp_trouble(const std::string& what, const RtmpAddress& address) {
    for (const Cause& cause : kCauses) {
        if (what.find(cause.said) != std::string::npos) return cause.words(address);
    }
    return "Sending has failed: " + without(without(what.substr(0, what.find(" (")), address.stream), address.password);
}

}  // namespace wardcast::media
