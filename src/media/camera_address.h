#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace wardcast::media {

// Where an IP camera is, taken apart so that its password stands in no description and no message.
struct RtspAddress {
    std::string location;  // rtsp://HOST[:PORT]/PATH
    bool udp = false;
    std::string user, password;  // Decoded; empty when none.

    [[nodiscard]] static Result<RtspAddress> parse(const std::string& address);
};

// "NAME" or "NAME?loop": a file in the folder of clips, by its plain name.
struct ClipAddress {
    std::string name;
    bool loop = false;

    [[nodiscard]] static Result<ClipAddress> parse(std::string_view address);
};

// "PICTURE" or "PICTURE|SOUND": names as `wardcast check` lists them, or /dev/video0 and hw:1 of ALSA. Either may be
// empty.
struct DeviceAddress {
    std::string picture, sound;

    [[nodiscard]] static Result<DeviceAddress> parse(std::string_view address);
};

}  // namespace wardcast::media
