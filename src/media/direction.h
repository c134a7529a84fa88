#pragma once

#include <optional>
#include <string>

namespace wardcast::media {

// What viewers are to see and hear. Cameras by name.
struct Direction {
    enum class Shown {
        Camera,
        Slate,  // In place of the picture; the sound goes on.
        Still,  // The picture that the clerk put there; the slate where there is none.
    };
    std::optional<std::string> camera;  // None: one that is live, as the pacer chooses.
    std::optional<std::string> sound;   // None, or not live: that of the picture.
    Shown show = Shown::Camera;

    bool operator==(const Direction&) const = default;
};

}  // namespace wardcast::media
