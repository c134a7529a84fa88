#include "meeting/camera.h"

#include <algorithm>

#include "meeting/words.h"

namespace wardcast::meeting {
namespace {

constexpr auto kKinds = words<CameraKind>("whip", "srt", "rtmp", "rtsp", "device", "file", "test");

}  // namespace

std::string_view to_string(CameraKind kind) noexcept {
    return kKinds.of(kind);
}

std::optional<CameraKind> camera_kind_from(std::string_view word) noexcept {
    return kKinds.find(word);
}

std::vector<Camera> first_cameras() {
    return {Camera{.id = CameraId(kMainCamera), .name = {}}};
}

std::string shown_address(const Camera& camera) {
    if (camera.kind != CameraKind::Rtsp) return camera.address;
    const auto scheme = camera.address.find("://");
    if (scheme == std::string::npos) return {};
    const auto host = scheme + 3;
    const auto path = std::min(camera.address.find_first_of("/?#", host), camera.address.size());
    // Everything up to the last '@' before the path: a password may hold one that was not encoded.
    const auto at = camera.address.rfind('@', path == 0 ? 0 : path - 1);
    const auto begin = at != std::string::npos && at >= host ? at + 1 : host;
    const auto end = std::min(camera.address.find_first_of("?#", begin), camera.address.size());
    // A password that holds '/' would have been taken for a path: then an '@' still stands behind it.
    const auto shown = camera.address.substr(begin, end - begin);
    if (shown.find('@') != std::string::npos) return camera.address.substr(0, host) + "…";
    return camera.address.substr(0, host) + shown;
}

}  // namespace wardcast::meeting
