#pragma once

#include <memory>

#include "base/result.h"
#include "media/camera_feed.h"
#include "media/ingest.h"

namespace wardcast::media {

// The synthetic camera of --demo: a ball in motion, a running clock, a soft tone.
[[nodiscard]] Result<std::unique_ptr<Ingest>> make_test_camera(std::shared_ptr<CameraFeed> feed);

}  // namespace wardcast::media
