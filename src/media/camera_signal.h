#pragma once

#include "media/trouble.h"

namespace wardcast::media {

// Why a camera that sends is of no use to viewers.
struct CameraAlarms {
    bool silence = false;     // Nothing heard for 10 s.
    bool black = false;       // For 5 s.
    bool frozen = false;      // No picture comes, or one that was never at rest is (camera_watch.h).
    bool not_on_air = false;  // The meeting has begun, and nobody sees or hears this camera.

    bool operator==(const CameraAlarms&) const = default;
};

// What viewers of the programme are really given.
struct ViewersGet {
    int delay_ms = 0;        // From a picture's arrival here to the newest part that holds it.
    int fps = 0;             // Pictures of a camera that differ from the one before.
    double level_db = -100;  // RMS, dBFS.
};

// What the server hears and sees of a camera (docs/protocol.md 2.6).
struct CameraSignal {
    enum class State { Live, Lost, None } state = State::None;
    double level_db = -100;
    int kbps = 0, fps = 0, width = 0, height = 0;
    bool given = false;  // Viewers see or hear it.
    CameraAlarms alarms;
    ViewersGet viewers;
    Trouble trouble = {};  // Of one that the server fetches: why it cannot.
};

}  // namespace wardcast::media
