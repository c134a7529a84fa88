#pragma once

#include "meeting/circle.h"

// What somebody asks to be done about the programme; see meeting/command.h.
namespace wardcast::meeting {

struct GoOffAir {};
struct GoOnAir {};
struct CameraLive {
    static constexpr Circle kCircle = Circle::Server;
};
struct CameraLost {
    static constexpr Circle kCircle = Circle::Server;
};
struct FinishRecording {
    static constexpr Circle kCircle = Circle::Server;
};
struct ForgetRecording {
    static constexpr Circle kCircle = Circle::Server;
};

}  // namespace wardcast::meeting
