#pragma once

#include <memory>
#include <string>

#include "media/camera_feed.h"
#include "unit/media/offering_client.h"

namespace wardcast::media {

// A viewer: receives and decodes what a WHEP server sends.
class WhepClient final : public OfferingClient {
  public:
    struct Options {
        std::string codec = "H264";
        IceSettings ice = loopback_ice();
    };
    explicit WhepClient(const Options& options);
    WhepClient() : WhepClient(Options{}) {}

    // What it sees and hears, in the form of a camera.
    [[nodiscard]] CameraFeed& seen() { return *seen_; }

  private:
    struct Hooks;
    std::shared_ptr<CameraFeed> seen_ = std::make_shared<CameraFeed>();
};

}  // namespace wardcast::media
