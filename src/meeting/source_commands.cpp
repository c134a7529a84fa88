#include "meeting/source_commands.h"

#include <array>

#include "meeting/command_table.h"

namespace wardcast::meeting {
namespace {

constexpr std::size_t kMaxLabelLength = 60;
constexpr std::size_t kMaxServerLength = 500;

// Whoever calls it a server and whoever calls it an address means the same.
std::string server(Members& members) {
    const char* name = members.has("server") ? "server" : "address";
    return members.optional_text(name, kMaxServerLength, Lines::Joined, "The source's address");
}

Command add_source(Members& members) {
    AddSource add{.kind = members.word("kind", source_kind_from, "mastodon, bluesky, x, youtube, feed, hook"),
                  .label = members.optional_text("label", kMaxLabelLength, Lines::Joined, "The label"),
                  .server = server(members),
                  .hashtags = {},
                  .token = members.secret("token")};
    if (members.has("hashtags")) add.hashtags = read_hashtags(members);
    return add;
}

Command switch_source(Members& members) {
    return SwitchSource{members.id<SourceId>("source"), members.flag("on")};
}

Command remove_source(Members& members) {
    return RemoveSource{members.id<SourceId>("source")};
}

constexpr std::array kTable{
    CommandEntry{"add_source", add_source},
    CommandEntry{"switch_source", switch_source},
    CommandEntry{"remove_source", remove_source},
};

}  // namespace

std::span<const CommandEntry> source_command_table() {
    return kTable;
}

}  // namespace wardcast::meeting
