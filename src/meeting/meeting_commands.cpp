#include "meeting/meeting_commands.h"

#include <array>
#include <set>
#include <string>

#include "meeting/command_table.h"
#include "meeting/creation.h"

namespace wardcast::meeting {
namespace {

std::string title(Members& members) {
    return members.take(normalise_title(members.string("title")));
}

std::vector<AgendaItem> agenda(Members& members) {
    std::vector<AgendaItem> items;
    std::set<ItemId> ids;
    for (const Json& element : members.array("items")) {
        if (!element.is_object()) {
            members.bad("'items' must be an array of objects with a 'title'.");
            return items;
        }
        Members item_members(element);
        AgendaItem item{.id = item_members.optional_id<ItemId>("id").value_or(ItemId()),
                        .title = title(item_members),
                        .opened_at = std::nullopt};
        if (item_members.refusal()) {
            members.refuse(*item_members.refusal());
            break;
        }
        if (!item.id.empty() && !ids.insert(item.id).second) members.bad("'items' names one id twice.");
        items.push_back(std::move(item));
    }
    if (items.size() > kMaxAgendaItems) {
        members.bad("An agenda has at most " + std::to_string(kMaxAgendaItems) + " items; this one has " +
                    std::to_string(items.size()) + ".");
    }
    return items;
}

Command set_agenda(Members& members) {
    return SetAgenda{agenda(members)};
}

Command open_item(Members& members) {
    return OpenItem{members.nullable_id<ItemId>("item")};
}

Command change_meeting(Members& members) {
    MeetingChanged change;
    if (members.has("title")) change.title = title(members);
    if (members.has("starts")) change.starts = members.nullable_time("starts");
    if (members.has("hashtags")) change.hashtags = read_hashtags(members);
    if (change == MeetingChanged{}) members.bad("Nothing to change: give 'title', 'starts' or 'hashtags'.");
    return ChangeMeeting{std::move(change)};
}

constexpr std::array kTable{
    CommandEntry{"set_agenda", set_agenda},
    CommandEntry{"open_item", open_item},
    CommandEntry{"open_questions", read_plain<OpenQuestions>},
    CommandEntry{"close_questions", read_plain<CloseQuestions>},
    CommandEntry{"start_meeting", read_plain<StartMeeting>},
    CommandEntry{"end_meeting", read_plain<EndMeeting>},
    CommandEntry{"change_meeting", change_meeting},
};

}  // namespace

std::vector<std::string> read_hashtags(Members& members) {
    std::vector<std::string> tags;
    for (const Json& tag : members.array("hashtags")) {
        if (!tag.is_string()) {
            members.bad("'hashtags' must be an array of strings.");
            return tags;
        }
        tags.push_back(tag.get<std::string>());
    }
    return members.take(normalise_hashtags(tags));
}

std::span<const CommandEntry> meeting_command_table() {
    return kTable;
}

}  // namespace wardcast::meeting
