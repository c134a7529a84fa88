#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "media/camera_source.h"
#include "media/control_room.h"
#include "media/pictures.h"
#include "media/playback.h"
#include "media/stream_intake.h"
#include "media/studio_listener.h"
#include "media/studio_settings.h"
#include "media/whip.h"

namespace wardcast::media {

// What the rest of the program sees of the media side: its rooms, which live as long as it does. No GStreamer type
// appears in any of them.
//
// Threads: every method may be called from any thread.
class Studio {
  public:
    virtual ~Studio() = default;

    // Checks that every plugin needed is there; the message names the missing element and its Debian package.
    [[nodiscard]] static Result<void> check();
    // What a camera of kind Device may name. Takes a moment.
    [[nodiscard]] static std::vector<CaptureDevice> devices();
    // Refused with BadInput where no camera of that kind can have such an address; the reason is for people.
    [[nodiscard]] static Result<void> check_address(CameraKind kind, const std::string& address);
    // Both outlive it.
    [[nodiscard]] static Result<std::unique_ptr<Studio>> create(StudioSettings settings, StudioListener& listener,
                                                                const Clock& clock);

    virtual ControlRoom& control_room() = 0;
    virtual WhipEndpoint& whip() = 0;
    virtual WhepEndpoint& whep() = 0;
    virtual StreamIntake& streams() = 0;
    virtual Playback& playback() = 0;
    virtual Pictures& pictures() = 0;

    // Closes recordings and stops all pipelines. Afterwards nothing is taken any more.
    virtual void stop() = 0;
};

}  // namespace wardcast::media
