#include "meeting/relay_commands.h"

#include <array>

#include "meeting/command_table.h"

namespace wardcast::meeting {
namespace {

constexpr std::size_t kMaxLabelLength = 60;

Command add_relay(Members& members) {
    AddRelay add{.label = members.optional_text("label", kMaxLabelLength, Lines::Joined, "The label"),
                 .address = members.secret("address"),
                 .key = members.secret("key")};
    if (!may_be_relay_address(add.address)) {
        members.bad(
            "The address of a relay begins with rtmp://, rtmps:// or srt://, like rtmps://a.rtmps.youtube.com/live2. "
            "Copy it from where the stream is set up.");
    } else if (add.key.empty() && needs_relay_key(add.address)) {
        members.bad("This target needs its stream key too. It stands beside the address where the stream is set up.");
    }
    return add;
}

Command switch_relay(Members& members) {
    return SwitchRelay{members.id<RelayId>("relay"), members.flag("on")};
}

Command remove_relay(Members& members) {
    return RemoveRelay{members.id<RelayId>("relay")};
}

constexpr std::array kTable{
    CommandEntry{"add_relay", add_relay},
    CommandEntry{"switch_relay", switch_relay},
    CommandEntry{"remove_relay", remove_relay},
};

}  // namespace

std::span<const CommandEntry> relay_command_table() {
    return kTable;
}

}  // namespace wardcast::meeting
