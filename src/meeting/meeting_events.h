#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "meeting/ids.h"
#include "meeting/rules.h"

// What happens to a meeting and its agenda; see meeting/event.h.
namespace wardcast::meeting {

struct AgendaItem {
    ItemId id;
    std::string title;
    std::optional<Timestamp> opened_at = std::nullopt;
    bool operator==(const AgendaItem&) const = default;
};

struct MeetingCreated {
    static constexpr const char* kName = "meeting.created";
    Slug slug;
    std::string title;
    std::optional<Timestamp> starts;
    std::vector<std::string> hashtags;
    std::optional<Order> order = std::nullopt;  // None before there were policies: as staff approved and moved them.
    bool operator==(const MeetingCreated&) const = default;
};
struct MeetingChanged {
    static constexpr const char* kName = "meeting.changed";
    std::optional<std::string> title;
    std::optional<std::optional<Timestamp>> starts;
    std::optional<std::vector<std::string>> hashtags;
    bool operator==(const MeetingChanged&) const = default;
};
struct MeetingStarted {
    static constexpr const char* kName = "meeting.started";
    bool operator==(const MeetingStarted&) const = default;
};
struct MeetingEnded {
    static constexpr const char* kName = "meeting.ended";
    bool operator==(const MeetingEnded&) const = default;
};
struct QuestionsOpened {
    static constexpr const char* kName = "questions.opened";
    bool operator==(const QuestionsOpened&) const = default;
};
struct QuestionsClosed {
    static constexpr const char* kName = "questions.closed";
    bool operator==(const QuestionsClosed&) const = default;
};
struct AgendaChanged {
    static constexpr const char* kName = "agenda.changed";
    std::vector<AgendaItem> items;
    bool operator==(const AgendaChanged&) const = default;
};
struct ItemOpened {
    static constexpr const char* kName = "item.opened";
    std::optional<ItemId> item;
    bool operator==(const ItemOpened&) const = default;
};

}  // namespace wardcast::meeting
