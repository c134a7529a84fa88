#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "media/camera_feed.h"
#include "media/camera_source.h"
#include "media/pulled_camera.h"

namespace wardcast::media {

// Those cameras of one meeting that the server fetches itself.
//
// Threads: the media thread.
class PulledCameras {
  public:
    using FindFeed = std::function<std::shared_ptr<CameraFeed>(const std::string& camera)>;

    PulledCameras(std::string meeting, std::filesystem::path clips, FindFeed find_feed)
        : meeting_(std::move(meeting)), clips_(std::move(clips)), find_feed_(std::move(find_feed)) {}

    // From the next look_after() on. One whose source changed begins anew; pushed ones are not its business.
    void set(const std::vector<CameraSource>& cameras);
    void look_after(Ticks::time_point now);
    void stop() { cameras_.clear(); }

  private:
    struct Camera {
        CameraSource source;
        std::shared_ptr<CameraFeed> feed;
        std::unique_ptr<PulledCamera> pulled;
    };
    [[nodiscard]] Camera make(const CameraSource& source) const;

    const std::string meeting_;
    const std::filesystem::path clips_;
    const FindFeed find_feed_;
    std::map<std::string, Camera> cameras_;
};

}  // namespace wardcast::media
