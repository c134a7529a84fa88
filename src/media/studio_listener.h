#pragma once

#include <string>

#include "media/camera_signal.h"
#include "media/relay_target.h"

namespace wardcast::media {

// Told of what happens in a programme. Called from media threads; must not block.
class StudioListener {
  public:
    virtual ~StudioListener() = default;
    virtual void camera_live(const std::string& meeting) noexcept = 0;  // First picture or sound reached the programme.
    virtual void camera_lost(const std::string& meeting) noexcept = 0;  // The slate is on.
    virtual void camera_signal(const std::string& meeting, const std::string& camera,
                               const CameraSignal& signal) noexcept = 0;
    // On each change of state, and every few seconds while it is live.
    virtual void relay_health(const std::string& meeting, const std::string& relay,
                              const RelayHealth& health) noexcept = 0;
    virtual void recording_ready(const std::string& meeting) noexcept = 0;  // Closed and playable.
    virtual void recording_trouble(const std::string& meeting,
                                   const std::string& reason) noexcept = 0;   // Disk full; the stream goes on.
    virtual void recording_resumed(const std::string& meeting) noexcept = 0;  // After trouble.
};

}  // namespace wardcast::media
