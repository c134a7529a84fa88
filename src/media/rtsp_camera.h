#pragma once

#include <memory>
#include <string>

#include "media/camera_feed.h"
#include "media/ingest.h"

namespace wardcast::media {

// An IP camera, pulled by RTSP (RFC 2326). address: rtsp://[USER:PASSWORD@]HOST[:PORT]/PATH, by TCP, which every
// firewall and every camera knows; rtspu:// asks for UDP, for cameras that stutter over TCP; rtsps:// is TLS.
// BadInput where the address is none of these.
[[nodiscard]] Outcome<std::unique_ptr<Ingest>> make_rtsp_camera(const std::string& address,
                                                                std::shared_ptr<CameraFeed> feed);

}  // namespace wardcast::media
