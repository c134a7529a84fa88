#include "meeting/rules_commands.h"

#include <array>
#include <string>

#include "meeting/command_table.h"

namespace wardcast::meeting {
namespace {

constexpr std::size_t kMaxHeldWordLength = 60;

Command order_by(Members& members) {
    return OrderBy{members.word("order", order_from, "fair, support, oldest")};
}

Command listen(Members& members) {
    return Listen{members.number("minutes", 0, kMaxListenMinutes)};
}

std::vector<std::string> word_list(Members& lists, const char* language) {
    std::vector<std::string> words;
    if (!lists.has(language)) return words;
    for (const Json& element : lists.array(language)) {
        if (!element.is_string()) {
            lists.bad("A word list is an array of strings.");
            return words;
        }
        auto word = lists.take(normalise_text(element.get_ref<const std::string&>(), kMaxHeldWordLength, Lines::Joined,
                                              "A word of the list"));
        if (!word.empty()) words.push_back(std::move(word));
    }
    if (words.size() > kMaxHeldWords) {
        lists.bad("A word list has at most " + std::to_string(kMaxHeldWords) + " entries; this one has " +
                  std::to_string(words.size()) + ".");
    }
    return words;
}

WordLists word_lists(Members& members) {
    const Json* given = members.find("words");
    if (given == nullptr || !given->is_object()) {
        members.bad("'words' must be an object with a list for each language.");
        return {};
    }
    Members lists(*given);
    WordLists read{.en = word_list(lists, "en"), .cy = word_list(lists, "cy")};
    if (lists.refusal()) members.refuse(*lists.refusal());
    return read;
}

Command set_rules(Members& members) {
    RulesChanged change;
    if (members.has("naming")) change.naming = members.word("naming", naming_from, "optional, required, anonymous");
    if (members.has("slow_s")) {
        change.slow_s = static_cast<std::uint64_t>(members.number("slow_s", 0, kMaxSlowSeconds));
    }
    if (members.has("words")) change.words = word_lists(members);
    if (change == RulesChanged{}) members.bad("Nothing to change: give 'naming', 'slow_s' or 'words'.");
    return SetRules{std::move(change)};
}

template <class C>
Command about_participant(Members& members) {
    return C{members.id<ParticipantId>("participant")};
}

template <class C>
Command about_burst(Members& members) {
    return C{members.id<BurstId>("burst")};
}

constexpr std::array kTable{
    CommandEntry{"order_by", order_by},
    CommandEntry{"listen", listen},
    CommandEntry{"set_rules", set_rules},
    CommandEntry{"block", about_participant<Block>},
    CommandEntry{"unblock", about_participant<Unblock>},
    CommandEntry{"remove_burst", about_burst<RemoveBurst>},
    CommandEntry{"restore_burst", about_burst<RestoreBurst>},
};

}  // namespace

std::span<const CommandEntry> rules_command_table() {
    return kTable;
}

}  // namespace wardcast::meeting
