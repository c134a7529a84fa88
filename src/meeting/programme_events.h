#pragma once

#include <optional>
#include <string>

#include "meeting/direction.h"

// What is done with the programme; see meeting/event.h.
namespace wardcast::meeting {

// All of it, as it is from now on; an absent camera or sound means that the server chooses.
struct ProgrammeSwitched {
    static constexpr const char* kName = "programme.switched";
    std::optional<CameraId> camera;
    std::optional<CameraId> sound;
    Shown show = Shown::Camera;
    bool operator==(const ProgrammeSwitched&) const = default;
};
// The picture that Shown::Still shows, by its name on the media side; none: there is none any more.
struct StillChanged {
    static constexpr const char* kName = "still.changed";
    std::optional<std::string> still;
    bool operator==(const StillChanged&) const = default;
};
struct RehearsalChanged {
    static constexpr const char* kName = "rehearsal.changed";
    bool on = false;
    bool operator==(const RehearsalChanged&) const = default;
};

}  // namespace wardcast::meeting
