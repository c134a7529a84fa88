#include "media/show_orders.h"

#include <algorithm>

namespace wardcast::media {

WhipResult<void> ShowOrders::may_push(const std::string& camera) const {
    if (!cameras) return {};
    const auto found =
        std::find_if(cameras->begin(), cameras->end(), [&](const CameraSource& source) { return source.id == camera; });
    if (found == cameras->end()) {
        return tl::unexpected(
            WhipError{404, "not_found", "This meeting has no such camera, or no longer: ask the clerk for its link."});
    }
    if (found->kind == CameraKind::Pushed) return {};
    return tl::unexpected(
        WhipError{409, "wrong_kind", "The server fetches this camera itself: add one that sends, and use its link."});
}

std::set<std::string> pushed_cameras(const std::vector<CameraSource>& cameras) {
    std::set<std::string> pushed;
    for (const CameraSource& camera : cameras) {
        if (camera.kind == CameraKind::Pushed) pushed.insert(camera.id);
    }
    return pushed;
}

}  // namespace wardcast::media
