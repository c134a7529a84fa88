#pragma once

#include <string>

#include "media/camera_address.h"
#include "media/trouble.h"

namespace wardcast::media {

// What GStreamer's RTSP client says went wrong, as a cause and a cure; empty where it says something unheard of. Never
// with a user, password or path.
[[nodiscard]] Trouble rtsp_trouble(const std::string& what, const RtspAddress& address);

}  // namespace wardcast::media
