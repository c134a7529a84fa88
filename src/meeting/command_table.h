#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "meeting/command.h"
#include "meeting/members.h"

// How parse_command() finds what reads a command: each subject keeps a table of its own.
namespace wardcast::meeting {

struct CommandEntry {
    std::string_view name;  // The wire's.
    Command (*read)(Members&);
};

[[nodiscard]] std::span<const CommandEntry> question_command_table();
[[nodiscard]] std::span<const CommandEntry> meeting_command_table();
[[nodiscard]] std::span<const CommandEntry> air_command_table();
[[nodiscard]] std::span<const CommandEntry> camera_command_table();
[[nodiscard]] std::span<const CommandEntry> source_command_table();
[[nodiscard]] std::span<const CommandEntry> rules_command_table();
[[nodiscard]] std::span<const CommandEntry> relay_command_table();
[[nodiscard]] std::span<const CommandEntry> caption_command_table();

// The member `hashtags`.
[[nodiscard]] std::vector<std::string> read_hashtags(Members& members);
[[nodiscard]] std::span<const CommandEntry> programme_command_table();

template <class C>
Command read_plain(Members&) {
    return C{};
}

}  // namespace wardcast::meeting
