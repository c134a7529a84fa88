#include "meeting/camera_commands.h"

#include <array>

#include "meeting/command_table.h"

namespace wardcast::meeting {
namespace {

constexpr std::size_t kMaxCameraName = 60;
constexpr std::size_t kMaxAddress = 500;

std::string name(Members& members) {
    return members.some_text("name", kMaxCameraName, Lines::Joined, "The camera's name");
}

Command add_camera(Members& members) {
    return AddCamera{.name = name(members),
                     .kind = members.has("kind")
                                 ? members.word("kind", camera_kind_from, "whip, srt, rtmp, rtsp, device, file, test")
                                 : CameraKind::Whip,
                     .address = members.optional_text("address", kMaxAddress, Lines::Joined, "The camera's address")};
}

Command change_camera(Members& members) {
    return ChangeCamera{members.id<CameraId>("camera"), name(members)};
}

Command remove_camera(Members& members) {
    return RemoveCamera{members.id<CameraId>("camera")};
}

constexpr std::array kTable{
    CommandEntry{"add_camera", add_camera},
    CommandEntry{"change_camera", change_camera},
    CommandEntry{"remove_camera", remove_camera},
};

}  // namespace

std::span<const CommandEntry> camera_command_table() {
    return kTable;
}

}  // namespace wardcast::meeting
