#pragma once

#include <memory>
#include <string>
#include <vector>

#include "media/camera_address.h"
#include "media/camera_feed.h"
#include "media/ingest.h"

namespace wardcast::media {

// A webcam or capture card (V4L2) and a sound card (ALSA) of the server machine, either or both. NotFound names the
// devices that there are.
[[nodiscard]] Outcome<std::unique_ptr<Ingest>> make_device_camera(const DeviceAddress& address,
                                                                  std::shared_ptr<CameraFeed> feed);

}  // namespace wardcast::media
