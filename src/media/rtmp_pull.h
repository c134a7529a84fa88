#pragma once

#include <memory>
#include <string>

#include "media/camera_feed.h"
#include "media/ingest.h"

namespace wardcast::media {

// Pulls what somebody publishes to the RTMP server beside Wardcast (nginx). address: rtmp://127.0.0.1:PORT/live/NAME.
[[nodiscard]] Outcome<std::unique_ptr<Ingest>> make_rtmp_pull(const std::string& address,
                                                              std::shared_ptr<CameraFeed> feed);

}  // namespace wardcast::media
