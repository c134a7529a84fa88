#pragma once

#include <optional>
#include <string>

#include "meeting/camera.h"

// What happens to a meeting's cameras; see meeting/event.h.
namespace wardcast::meeting {

struct CameraAdded {
    static constexpr const char* kName = "camera.added";
    CameraId camera;
    std::string name;
    CameraKind kind = CameraKind::Whip;
    std::string address;  // Logs of before `sealed` was there hold all of it here, with the password.
    std::optional<std::string> sealed = std::nullopt;
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
