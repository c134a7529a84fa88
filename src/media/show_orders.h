#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "media/camera_source.h"
#include "media/direction.h"
#include "media/relay_target.h"
#include "media/whip.h"

namespace wardcast::media {

// What a meeting wants of its show: known before one begins, and kept when it has gone.
struct ShowOrders {
    std::optional<std::vector<CameraSource>> cameras;  // Nothing: nobody has told of any yet.
    std::optional<Direction> direction;
    std::vector<RelayTarget> relays;
    std::string still;           // What Direction::Shown::Still shows, by its name; empty: nothing.
    bool is_rehearsing = false;  // From before anything of a rehearsal is made until all of it has gone.
    bool is_recorded = true;     // What is packaged from now on.

    // Why nobody may push to this camera; any may be pushed to before the meeting's are known.
    [[nodiscard]] WhipResult<void> may_push(const std::string& camera) const;
};

// Those that somebody else sends.
[[nodiscard]] std::set<std::string> pushed_cameras(const std::vector<CameraSource>& cameras);

}  // namespace wardcast::media
