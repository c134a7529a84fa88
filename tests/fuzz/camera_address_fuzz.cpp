// Any text as the address of a camera that the server fetches: no password in what is shown, no way out of the folder
// of clips.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "media/camera_address.h"
#include "meeting/shown_address.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace wardcast;
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (const auto rtsp = media::RtspAddress::parse(text)) {
        const auto& password = rtsp->password;
        const bool by_chance = password.size() < 4 || rtsp->location.find(password) != std::string::npos;
        if (!by_chance && meeting::shown_address(text).find(password) != std::string::npos) std::abort();
        const auto again = media::RtspAddress::parse(rtsp->location);
        if (!again || again->location != rtsp->location || !again->user.empty() || again->udp) std::abort();
    }
    if (const auto clip = media::ClipAddress::parse(text)) {
        if (clip->name.find('/') != std::string::npos || clip->name.starts_with('.')) std::abort();
    }
    if (const auto device = media::DeviceAddress::parse(text)) {
        if (device->picture.empty() && device->sound.empty()) std::abort();
    }
    return 0;
}
