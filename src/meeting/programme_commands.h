#pragma once

#include <optional>
#include <string>

#include "meeting/circle.h"
#include "meeting/direction.h"

// What somebody asks to be shown and heard; see meeting/command.h.
namespace wardcast::meeting {

// Puts a camera on the air, also in place of the slate; none: the server chooses.
struct SwitchCamera {
    std::optional<CameraId> camera;
};
struct PickSound {
    static constexpr Circle kCircle = Circle::Clerk;
    std::optional<CameraId> camera;
};
struct ShowInstead {
    Shown what = Shown::Camera;
};
// A picture has been stored for Shown::Still, or taken away.
struct ChangeStill {
    static constexpr Circle kCircle = Circle::Server;
    std::optional<std::string> still;
};
struct Rehearse {
    static constexpr Circle kCircle = Circle::Clerk;
    bool on = false;
};

}  // namespace wardcast::meeting
