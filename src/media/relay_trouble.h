#pragma once

#include <string>

#include "media/relay_address.h"

namespace wardcast::media {

// What GStreamer's RTMP client says went wrong, as a cause and a cure for the clerk. Without keys, whatever `what`
// holds.
[[nodiscard]] std::string rtmp_trouble(const std::string& what, const RtmpAddress& address);

}  // namespace wardcast::media
