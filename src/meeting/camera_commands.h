#pragma once

#include <string>

#include "meeting/camera.h"
#include "meeting/circle.h"

// What the clerk asks to be done with the meeting's cameras; see meeting/command.h.
namespace wardcast::meeting {

struct AddCamera {
    static constexpr Circle kCircle = Circle::Clerk;
    std::string name;
    CameraKind kind = CameraKind::Whip;
    std::string address;      // Where needs_address(); as people may see it once it is sealed.
    std::string sealed = {};  // All of an address that may hold a password, which must be before decide().
};
struct ChangeCamera {
    static constexpr Circle kCircle = Circle::Clerk;
    CameraId camera;
    std::string name;
};
struct RemoveCamera {
    static constexpr Circle kCircle = Circle::Clerk;
    CameraId camera;
};

}  // namespace wardcast::meeting
