#pragma once

#include <string>

#include "base/result.h"
#include "media/gst_ptr.h"

namespace wardcast::media {

// What viewers see when there is no camera picture: one still picture, in English and Welsh, in
// WARDCAST_PROGRAMME_PICTURE_CAPS.
enum class SlateState {
    NotStarted,  // No camera has been here yet.
    Lost,        // A camera was here and will be back.
    OffAir,      // The chair took the meeting off the air.
    Pause,       // Staff show it in place of the camera.
};

// Draws the slate. title is plain text; what does not fit on three lines is cut.
[[nodiscard]] Result<BufferPtr> draw_slate(const std::string& title, SlateState state);

// A meeting's slates, drawn once.
struct Slates {
    BufferPtr not_started, lost, off_air, pause;

    [[nodiscard]] static Result<Slates> draw(const std::string& title);
    [[nodiscard]] GstBuffer* of(SlateState state) const noexcept;
};

}  // namespace wardcast::media
