// Any text as a relay's target, with the key in its last line: what is taken can be connected to, and what is shown of
// it holds no key.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "media/relay_address.h"
#include "meeting/relay.h"

namespace {

using wardcast::media::RtmpAddress;
using wardcast::media::SrtAddress;

// A secret must not be shown. Short words, and what stands elsewhere in the address as well, are shown by chance.
void check(const std::string& secret, const std::string& open, const std::string& text, const std::string& shown) {
    const bool by_chance =
        secret.size() < 4 || open.find(secret) != std::string::npos || text.find(secret) != text.rfind(secret);
    if (!by_chance && shown.find(secret) != std::string::npos) std::abort();
}

void check(const RtmpAddress& rtmp, const std::string& text, const std::string& shown) {
    if (rtmp.application.empty() || rtmp.stream.empty()) std::abort();
    const auto open = "rtmps://" + rtmp.host + ":" + std::to_string(rtmp.port) + "/" + rtmp.application + "/";
    check(rtmp.password, open, text, shown);
    check(rtmp.stream, open, text, shown);
}

void check(const SrtAddress& srt, const std::string& text, const std::string& shown) {
    if (srt.latency.count() < 1 || srt.latency.count() > 8000 || srt.stream_id.size() > 512) std::abort();
    if (!srt.passphrase.empty() && (srt.passphrase.size() < 10 || srt.passphrase.size() > 79)) std::abort();
    const auto open = "srt://" + srt.host + ":" + std::to_string(srt.port);
    check(srt.passphrase, open, text, shown);
    check(srt.stream_id, open, text, shown);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace wardcast;
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto line = text.rfind('\n');
    const auto address = text.substr(0, line);
    const auto key = line == std::string::npos ? std::string() : text.substr(line + 1);
    // The meeting turns the others away before they come to the media side.
    if (!meeting::may_be_relay_address(address) || (key.empty() && meeting::needs_relay_key(address))) return 0;
    // Dot segments lead away from what is shown; who writes them means to.
    if (address.find("/.") != std::string::npos) return 0;
    const auto shown = meeting::shown_relay_address(address);
    const auto target = media::parse_relay_address(address, key);
    if (!target) return 0;
    if (media::host_of(*target).empty() || media::port_of(*target) == 0) std::abort();
    std::visit([&](const auto& one) { check(one, text, shown); }, *target);
    return 0;
}
