#pragma once

#include <optional>
#include <vector>

#include "meeting/circle.h"
#include "meeting/meeting_events.h"

// What somebody asks to be done about a meeting and its agenda; see meeting/command.h.
namespace wardcast::meeting {

// Items without an id are new; decide() gives them one. opened_at is not taken from here.
struct SetAgenda {
    static constexpr Circle kCircle = Circle::Clerk;
    std::vector<AgendaItem> items;
};
struct OpenItem {
    std::optional<ItemId> item;
};
struct OpenQuestions {};
struct CloseQuestions {};
struct StartMeeting {};
struct EndMeeting {};
struct ChangeMeeting {
    static constexpr Circle kCircle = Circle::Clerk;
    MeetingChanged change;
};

inline constexpr std::size_t kMaxAgendaItems = 100;

}  // namespace wardcast::meeting
