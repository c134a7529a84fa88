#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.h"
#include "meeting/event.h"
#include "meeting/refusal.h"

namespace wardcast::meeting {

// What somebody asks a meeting to do; docs/protocol.md section 2.7. Texts are already normalised (meeting/text.h).
struct Ask {
    std::string text;
    std::string name;
};
struct AskFor {
    std::string text;
    std::string name;
    Channel channel = Channel::Floor;
    bool approved = true;
};
struct Vote {
    QuestionId question;
};
struct Unvote {
    QuestionId question;
};
struct Withdraw {
    QuestionId question;
};
struct Approve {
    QuestionId question;
};
struct Hold {
    QuestionId question;
};
struct Decline {
    QuestionId question;
    DeclineReason reason = DeclineReason::OffTopic;
};
struct Merge {
    QuestionId question;
    QuestionId into;
};
struct Unmerge {
    QuestionId question;
};
struct Move {
    QuestionId question;
    std::optional<QuestionId> before;
};
struct Call {
    QuestionId question;
};
struct MarkAnswered {
    std::optional<QuestionId> question;
};
struct PutBack {
    std::optional<QuestionId> question;
};
struct Reopen {
    QuestionId question;
};
struct Undo {};
// Items without an id are new; decide() gives them one. opened_at is not taken from here.
struct SetAgenda {
    std::vector<AgendaItem> items;
};
struct OpenItem {
    std::optional<ItemId> item;
};
struct GoOffAir {};
struct GoOnAir {};
struct OpenQuestions {};
struct CloseQuestions {};
struct StartMeeting {};
struct EndMeeting {};
struct ChangeMeeting {
    MeetingChanged change;
};
// The server's own, by Role::System only.
struct CameraLive {};
struct CameraLost {};
struct FinishRecording {};

using Command =
    std::variant<Ask, AskFor, Vote, Unvote, Withdraw, Approve, Hold, Decline, Merge, Unmerge, Move, Call, MarkAnswered,
                 PutBack, Reopen, Undo, SetAgenda, OpenItem, GoOffAir, GoOnAir, OpenQuestions, CloseQuestions,
                 StartMeeting, EndMeeting, ChangeMeeting, CameraLive, CameraLost, FinishRecording>;

inline constexpr std::size_t kMaxAgendaItems = 100;

// Reads a command as the wire has it; data null counts as an object without members. Refuses BadMessage,
// UnknownCommand, Empty, TooLong. System commands are unknown.
[[nodiscard]] Decided<Command> parse_command(std::string_view name, const Json& data);

}  // namespace wardcast::meeting
