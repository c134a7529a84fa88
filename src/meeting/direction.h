#pragma once

#include <optional>
#include <string_view>

#include "meeting/ids.h"

namespace wardcast::meeting {

// What viewers are shown: the camera, the slate, or the still picture that the clerk put there.
enum class Shown { Camera, Slate, Still };

[[nodiscard]] std::string_view to_string(Shown shown) noexcept;
[[nodiscard]] std::optional<Shown> shown_from(std::string_view word) noexcept;

// What staff want viewers to see and hear.
struct Direction {
    std::optional<CameraId> camera;  // None: the server chooses one that is live.
    std::optional<CameraId> sound;   // None: it follows the picture.
    Shown show = Shown::Camera;

    bool operator==(const Direction&) const = default;
};

}  // namespace wardcast::meeting
