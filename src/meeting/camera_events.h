#pragma once

#include <string>

#include "meeting/camera.h"

// What happens to a meeting's cameras; see meeting/event.h.
namespace wardcast::meeting {

struct CameraAdded {
    static constexpr const char* kName = "camera.added";
    CameraId camera;
    std::string name;
    CameraKind kind = CameraKind::Whip;
    std::string address;  // May hold a password.
    bool operator==(const CameraAdded&) const = default;
};
struct CameraChanged {
    static constexpr const char* kName = "camera.changed";
    CameraId camera;
    std::string name;
    bool operator==(const CameraChanged&) const = default;
};
struct CameraRemoved {
    static constexpr const char* kName = "camera.removed";
    CameraId camera;
    bool operator==(const CameraRemoved&) const = default;
};

}  // namespace wardcast::meeting
