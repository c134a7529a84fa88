#include "meeting/command.h"

#include <algorithm>

#include "meeting/command_table.h"

namespace wardcast::meeting {
namespace {

const CommandEntry* find_entry(std::string_view name) {
    for (const auto table : {question_command_table(), meeting_command_table(), air_command_table(),
                             camera_command_table(), programme_command_table(), source_command_table(),
                             rules_command_table(), relay_command_table(), caption_command_table()}) {
        const auto entry =
            std::find_if(table.begin(), table.end(), [&](const CommandEntry& known) { return known.name == name; });
        if (entry != table.end()) return &*entry;
    }
    return nullptr;
}

}  // namespace

Decided<Command> parse_command(std::string_view name, const Json& data) {
    const CommandEntry* entry = find_entry(name);
    if (entry == nullptr) {
        return refuse(RefusalCode::UnknownCommand,
                      "There is no such command. This page may be older than the server: load it again.");
    }
    static const Json kNoMembers = Json::object();
    const Json& object = data.is_null() ? kNoMembers : data;
    if (!object.is_object()) return refuse(RefusalCode::BadMessage, "'data' must be an object.");

    Members members(object);
    Command command = entry->read(members);
    if (members.refusal()) return tl::unexpected(*members.refusal());
    return command;
}

}  // namespace wardcast::meeting
