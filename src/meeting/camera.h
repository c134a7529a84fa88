#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "meeting/ids.h"

// Where a meeting's pictures and sound come from.
namespace wardcast::meeting {

// How they come. The first three are sent by somebody, each of them also to a camera of another of the three: the kind
// says which address staff are shown. The others the server fetches itself.
enum class CameraKind { Whip, Srt, Rtmp, Rtsp, Device, File, Test };

[[nodiscard]] std::string_view to_string(CameraKind kind) noexcept;  // The wire's word.
[[nodiscard]] std::optional<CameraKind> camera_kind_from(std::string_view word) noexcept;
[[nodiscard]] constexpr bool is_sent(CameraKind kind) noexcept {
    return kind == CameraKind::Whip || kind == CameraKind::Srt || kind == CameraKind::Rtmp;
}
// Those that the server must be told where to find.
[[nodiscard]] constexpr bool needs_address(CameraKind kind) noexcept {
    return kind == CameraKind::Rtsp || kind == CameraKind::Device || kind == CameraKind::File;
}

inline constexpr const char* kMainCamera = "main";
inline constexpr std::size_t kMaxCameras = 16;

struct Camera {
    CameraId id;
    std::string name;  // Empty: pages call it by a word of their own.
    CameraKind kind = CameraKind::Whip;
    std::string address = {};  // As people may see it, save in old logs, where it may hold a password.
    std::string sealed = {};   // All of it, sealed; empty where it holds no secret.
    bool operator==(const Camera&) const = default;
};

// A new meeting's: the one of the camera link.
[[nodiscard]] std::vector<Camera> first_cameras();

// The address as people may see it: without user, password and query.
[[nodiscard]] std::string shown_address(const Camera& camera);

}  // namespace wardcast::meeting
