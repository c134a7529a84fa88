#include "meeting/air_commands.h"

#include <array>

#include "meeting/command_table.h"

namespace wardcast::meeting {
namespace {

constexpr std::array kTable{
    CommandEntry{"off_air", read_plain<GoOffAir>},
    CommandEntry{"on_air", read_plain<GoOnAir>},
};

}  // namespace

std::span<const CommandEntry> air_command_table() {
    return kTable;
}

}  // namespace wardcast::meeting
