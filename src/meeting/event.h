#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"
#include "meeting/ids.h"
#include "meeting/question.h"
#include "meeting/role.h"

// Everything that can happen in a meeting. Stored for ever: a member once written keeps its meaning; new ones are
// optional when read.
namespace wardcast::meeting {

struct AgendaItem {
    ItemId id;
    std::string title;
    std::optional<Timestamp> opened_at;
    bool operator==(const AgendaItem&) const = default;
};

struct MeetingCreated {
    Slug slug;
    std::string title;
    std::optional<Timestamp> starts;
    std::vector<std::string> hashtags;
    bool operator==(const MeetingCreated&) const = default;
};
struct MeetingChanged {
    std::optional<std::string> title;
    std::optional<std::optional<Timestamp>> starts;
    std::optional<std::vector<std::string>> hashtags;
    bool operator==(const MeetingChanged&) const = default;
};
struct MeetingStarted {
    bool operator==(const MeetingStarted&) const = default;
};
struct MeetingEnded {
    bool operator==(const MeetingEnded&) const = default;
};
struct QuestionsOpened {
    bool operator==(const QuestionsOpened&) const = default;
};
struct QuestionsClosed {
    bool operator==(const QuestionsClosed&) const = default;
};
struct AgendaChanged {
    std::vector<AgendaItem> items;
    bool operator==(const AgendaChanged&) const = default;
};
struct ItemOpened {
    std::optional<ItemId> item;
    bool operator==(const ItemOpened&) const = default;
};
// The programme's air. Live and Lost are said by the server, Off and On by staff.
struct AirLive {
    bool operator==(const AirLive&) const = default;
};
struct AirLost {
    bool operator==(const AirLost&) const = default;
};
struct AirOff {
    bool operator==(const AirOff&) const = default;
};
struct AirOn {
    bool operator==(const AirOn&) const = default;
};
struct RecordingReady {
    bool operator==(const RecordingReady&) const = default;
};

struct QuestionAsked {
    QuestionId question;
    std::string text;
    std::string name;
    Channel channel = Channel::Web;
    ParticipantId participant;
    bool operator==(const QuestionAsked&) const = default;
};
struct QuestionSupported {
    QuestionId question;
    ParticipantId by;
    bool operator==(const QuestionSupported&) const = default;
};
struct QuestionUnsupported {
    QuestionId question;
    ParticipantId by;
    bool operator==(const QuestionUnsupported&) const = default;
};
struct QuestionApproved {
    QuestionId question;
    bool operator==(const QuestionApproved&) const = default;
};
struct QuestionHeld {
    QuestionId question;
    bool operator==(const QuestionHeld&) const = default;
};
struct QuestionDeclined {
    QuestionId question;
    DeclineReason reason = DeclineReason::OffTopic;
    bool operator==(const QuestionDeclined&) const = default;
};
struct QuestionMerged {
    QuestionId question;
    QuestionId into;
    bool operator==(const QuestionMerged&) const = default;
};
struct QuestionUnmerged {
    QuestionId question;
    bool operator==(const QuestionUnmerged&) const = default;
};
struct QuestionMoved {
    QuestionId question;
    std::optional<QuestionId> before;
    bool operator==(const QuestionMoved&) const = default;
};
struct QuestionCalled {
    QuestionId question;
    bool operator==(const QuestionCalled&) const = default;
};
struct QuestionAnswered {
    QuestionId question;
    bool operator==(const QuestionAnswered&) const = default;
};
struct QuestionPutBack {
    QuestionId question;
    bool operator==(const QuestionPutBack&) const = default;
};
struct QuestionReopened {
    QuestionId question;
    bool operator==(const QuestionReopened&) const = default;
};
struct QuestionWithdrawn {
    QuestionId question;
    bool operator==(const QuestionWithdrawn&) const = default;
};
// What undo writes: the question exactly as it was before the action with sequence number `undoes`.
struct QuestionRestored {
    QuestionId question;
    std::uint64_t undoes = 0;
    Status status = Status::Waiting;
    std::optional<QuestionId> before;  // Where it stood in the queue, if it did.
    std::optional<DeclineReason> reason;
    std::optional<QuestionId> into;
    bool operator==(const QuestionRestored&) const = default;
};

using Event = std::variant<MeetingCreated, MeetingChanged, MeetingStarted, MeetingEnded, QuestionsOpened,
                           QuestionsClosed, AgendaChanged, ItemOpened, AirLive, AirLost, AirOff, AirOn, RecordingReady,
                           QuestionAsked, QuestionSupported, QuestionUnsupported, QuestionApproved, QuestionHeld,
                           QuestionDeclined, QuestionMerged, QuestionUnmerged, QuestionMoved, QuestionCalled,
                           QuestionAnswered, QuestionPutBack, QuestionReopened, QuestionWithdrawn, QuestionRestored>;

// An event in the log.
struct Record {
    std::uint64_t seq = 0;  // From 1, without holes, in each meeting.
    Timestamp at;
    Actor actor;
    CommandId command;  // What caused it; empty for the server's own. Several records may share one.
    Event event;

    bool operator==(const Record&) const = default;
};

// The wire's and the log's name of an event: "question.approved".
[[nodiscard]] const char* name_of(const Event& event) noexcept;

// The event's members for the log, and back. from_log refuses a name or member that it does not know with the reason.
[[nodiscard]] Json to_log(const Event& event);
[[nodiscard]] Result<Event> from_log(std::string_view name, const Json& data);

}  // namespace wardcast::meeting
