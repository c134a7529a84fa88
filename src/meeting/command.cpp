#include "meeting/command.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "meeting/creation.h"
#include "meeting/text.h"

namespace wardcast::meeting {
namespace {

constexpr std::size_t kMaxIdLength = 64;  // Ours have 18 to 34; longer ones cannot exist.

// Reads members one after the other and remembers the first thing that was wrong.
class Members {
  public:
    explicit Members(const Json& data) : data_(data) {}

    [[nodiscard]] bool has(const char* name) const { return data_.contains(name); }

    template <class AnId>
    AnId id(const char* name) {
        return to_id<AnId>(name, required(name));
    }

    // Absent or null: none.
    template <class AnId>
    std::optional<AnId> optional_id(const char* name) {
        const Json* member = find(name);
        if (member == nullptr || member->is_null()) return std::nullopt;
        return to_id<AnId>(name, member);
    }

    // Must be there, but may be null.
    template <class AnId>
    std::optional<AnId> nullable_id(const char* name) {
        const Json* member = required(name);
        if (member == nullptr || member->is_null()) return std::nullopt;
        return to_id<AnId>(name, member);
    }

    std::string question_text() {
        auto text = take(normalise_text(string("text"), kMaxQuestionLength, Lines::Kept, "The question"));
        if (text.empty()) refuse_as(RefusalCode::Empty, "The question is empty. Write it and try again.");
        return text;
    }

    std::string person_name() {
        const Json* member = find("name");
        if (member == nullptr || member->is_null()) return {};
        return take(normalise_text(string("name"), kMaxNameLength, Lines::Joined, "The name"));
    }

    std::string title() { return take(normalise_title(string("title"))); }

    std::vector<std::string> hashtags() {
        std::vector<std::string> tags;
        for (const Json& tag : array("hashtags")) {
            if (!tag.is_string()) return bad("'hashtags' must be an array of strings.", tags);
            tags.push_back(tag.get<std::string>());
        }
        return take(normalise_hashtags(tags));
    }

    std::optional<Timestamp> starts() {
        const Json* member = required("starts");
        if (member == nullptr || member->is_null()) return std::nullopt;
        const auto time = from_rfc3339(string("starts"));
        if (time) return *time;
        bad("'starts' must be null or a time like 2026-11-26T19:00:00Z.");
        return std::nullopt;
    }

    DeclineReason reason() {
        const auto reason = decline_reason_from(string("reason"));
        if (!reason) {
            bad("'reason' must be one of off_topic, already_answered, duplicate, personal, unlawful, unclear, "
                "not_a_question.");
        }
        return reason.value_or(DeclineReason::OffTopic);
    }

    Channel clerks_channel() {
        if (!has("channel")) return Channel::Floor;
        const auto channel = channel_from(string("channel"));
        if (channel == Channel::Floor || channel == Channel::Paper || channel == Channel::Proxy) return *channel;
        bad("'channel' must be one of floor, paper, proxy.");
        return Channel::Floor;
    }

    bool flag(const char* name, bool otherwise) {
        const Json* member = find(name);
        if (member == nullptr) return otherwise;
        if (!member->is_boolean()) return bad(quoted(name) + " must be true or false.", otherwise);
        return member->get<bool>();
    }

    std::vector<AgendaItem> agenda() {
        std::vector<AgendaItem> items;
        std::set<ItemId> ids;
        for (const Json& element : array("items")) {
            if (!element.is_object()) return bad("'items' must be an array of objects with a 'title'.", items);
            Members members(element);
            AgendaItem item{.id = members.optional_id<ItemId>("id").value_or(ItemId()),
                            .title = members.title(),
                            .opened_at = std::nullopt};
            if (members.refusal_) {
                adopt(*std::move(members.refusal_));
                break;
            }
            if (!item.id.empty() && !ids.insert(item.id).second) bad("'items' names one id twice.");
            items.push_back(std::move(item));
        }
        if (items.size() > kMaxAgendaItems) {
            bad("An agenda has at most " + std::to_string(kMaxAgendaItems) + " items; this one has " +
                std::to_string(items.size()) + ".");
        }
        return items;
    }

    void bad(std::string message) { refuse_as(RefusalCode::BadMessage, std::move(message)); }
    template <class T>
    T bad(std::string message, T instead) {
        bad(std::move(message));
        return instead;
    }

    [[nodiscard]] const std::optional<Refusal>& refusal() const { return refusal_; }

  private:
    static std::string quoted(const char* name) { return std::string("'") + name + "'"; }

    [[nodiscard]] const Json* find(const char* name) const {
        const auto member = data_.find(name);
        return member == data_.end() ? nullptr : &*member;
    }

    const Json* required(const char* name) {
        const Json* member = find(name);
        if (member == nullptr) bad("The command needs the member " + quoted(name) + ".");
        return member;
    }

    std::string_view string(const char* name) {
        const Json* member = required(name);
        if (member == nullptr) return {};
        if (!member->is_string()) return bad(quoted(name) + " must be a string.", std::string_view());
        return member->get_ref<const std::string&>();
    }

    const Json& array(const char* name) {
        static const Json kNothing = Json::array();
        const Json* member = required(name);
        if (member != nullptr && member->is_array()) return *member;
        bad(quoted(name) + " must be an array.");
        return kNothing;
    }

    template <class AnId>
    AnId to_id(const char* name, const Json* member) {
        if (member == nullptr) return AnId();
        const auto* text = member->get_ptr<const std::string*>();
        if (text != nullptr && !text->empty() && text->size() <= kMaxIdLength) return AnId(*text);
        bad(quoted(name) + " must be an id: a string of 1 to 64 bytes.");
        return AnId();
    }

    template <class T>
    T take(Decided<T> decided) {
        if (decided) return *std::move(decided);
        adopt(std::move(decided.error()));
        return T();
    }

    void refuse_as(RefusalCode code, std::string message) { adopt({code, std::move(message)}); }
    void adopt(Refusal refusal) {
        if (!refusal_) refusal_ = std::move(refusal);
    }

    const Json& data_;
    std::optional<Refusal> refusal_;
};

using Read = Command (*)(Members&);

template <class C>
Command plain(Members&) {
    return C{};
}

template <class C>
Command about_question(Members& members) {
    return C{members.id<QuestionId>("question")};
}

template <class C>
Command about_question_or_asked(Members& members) {
    return C{members.optional_id<QuestionId>("question")};
}

Command ask(Members& members) {
    return Ask{.text = members.question_text(), .name = members.person_name()};
}

Command ask_for(Members& members) {
    return AskFor{.text = members.question_text(),
                  .name = members.person_name(),
                  .channel = members.clerks_channel(),
                  .approved = members.flag("approved", true)};
}

Command decline(Members& members) {
    return Decline{members.id<QuestionId>("question"), members.reason()};
}

Command merge(Members& members) {
    return Merge{members.id<QuestionId>("question"), members.id<QuestionId>("into")};
}

Command move(Members& members) {
    return Move{members.id<QuestionId>("question"), members.nullable_id<QuestionId>("before")};
}

Command set_agenda(Members& members) {
    return SetAgenda{members.agenda()};
}

Command open_item(Members& members) {
    return OpenItem{members.nullable_id<ItemId>("item")};
}

Command change_meeting(Members& members) {
    MeetingChanged change;
    if (members.has("title")) change.title = members.title();
    if (members.has("starts")) change.starts = members.starts();
    if (members.has("hashtags")) change.hashtags = members.hashtags();
    if (change == MeetingChanged{}) members.bad("Nothing to change: give 'title', 'starts' or 'hashtags'.");
    return ChangeMeeting{std::move(change)};
}

struct Entry {
    std::string_view name;
    Read read;
};

constexpr std::array<Entry, 25> kCommands{{
    {"ask", ask},
    {"vote", about_question<Vote>},
    {"unvote", about_question<Unvote>},
    {"withdraw", about_question<Withdraw>},
    {"approve", about_question<Approve>},
    {"hold", about_question<Hold>},
    {"decline", decline},
    {"merge", merge},
    {"unmerge", about_question<Unmerge>},
    {"move", move},
    {"call", about_question<Call>},
    {"answered", about_question_or_asked<MarkAnswered>},
    {"put_back", about_question_or_asked<PutBack>},
    {"reopen", about_question<Reopen>},
    {"undo", plain<Undo>},
    {"ask_for", ask_for},
    {"set_agenda", set_agenda},
    {"open_item", open_item},
    {"off_air", plain<GoOffAir>},
    {"on_air", plain<GoOnAir>},
    {"open_questions", plain<OpenQuestions>},
    {"close_questions", plain<CloseQuestions>},
    {"start_meeting", plain<StartMeeting>},
    {"end_meeting", plain<EndMeeting>},
    {"change_meeting", change_meeting},
}};

}  // namespace

Decided<Command> parse_command(std::string_view name, const Json& data) {
    const auto* const entry =
        std::find_if(kCommands.begin(), kCommands.end(), [&](const Entry& known) { return known.name == name; });
    if (entry == kCommands.end()) {
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
