#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "media/camera_feed.h"
#include "media/ingest.h"

namespace wardcast::media {

// A file of the folder of clips, played once at its own pace. name is a plain file name; a link that leads out of the
// folder is refused as if it were not there. NotFound names the folder, BadInput the kinds of file that are taken.
[[nodiscard]] Outcome<std::unique_ptr<Ingest>> make_clip_camera(const std::filesystem::path& folder,
                                                                const std::string& name,
                                                                std::shared_ptr<CameraFeed> feed);

}  // namespace wardcast::media
