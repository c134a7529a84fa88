#include "meeting/camera.h"

#include "meeting/shown_address.h"
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
    return camera.kind == CameraKind::Rtsp ? shown_address(camera.address) : camera.address;
}

}  // namespace wardcast::meeting
