#include "meeting/programme_commands.h"

#include <array>

#include "meeting/command_table.h"

namespace wardcast::meeting {
namespace {

Command switch_camera(Members& members) {
    return SwitchCamera{members.nullable_id<CameraId>("camera")};
}

Command pick_sound(Members& members) {
    return PickSound{members.nullable_id<CameraId>("camera")};
}

Command show(Members& members) {
    return ShowInstead{members.word<Shown>("what", shown_from, "camera, slate, still")};
}

Command rehearse(Members& members) {
    return Rehearse{members.flag("on")};
}

constexpr std::array kTable{
    CommandEntry{"switch_camera", switch_camera},
    CommandEntry{"pick_sound", pick_sound},
    CommandEntry{"show", show},
    CommandEntry{"rehearse", rehearse},
};

}  // namespace

std::span<const CommandEntry> programme_command_table() {
    return kTable;
}

}  // namespace wardcast::meeting
