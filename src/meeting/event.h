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
// optional when read. kName is the wire's and the log's name of the event; its members are called there as here.
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
// The programme's air. Live and Lost are said by the server, Off and On by staff.
struct AirLive {
    static constexpr const char* kName = "air.live";
    bool operator==(const AirLive&) const = default;
};
struct AirLost {
    static constexpr const char* kName = "air.lost";
    bool operator==(const AirLost&) const = default;
};
struct AirOff {
    static constexpr const char* kName = "air.off";
    bool operator==(const AirOff&) const = default;
};
struct AirOn {
    static constexpr const char* kName = "air.on";
    bool operator==(const AirOn&) const = default;
};
struct RecordingReady {
    static constexpr const char* kName = "recording.ready";
    bool operator==(const RecordingReady&) const = default;
};

struct QuestionAsked {
    static constexpr const char* kName = "question.asked";
    QuestionId question;
    std::string text;
    std::string name;
    Channel channel = Channel::Web;
    ParticipantId participant;
    bool operator==(const QuestionAsked&) const = default;
};
struct QuestionSupported {
    static constexpr const char* kName = "question.supported";
    QuestionId question;
    ParticipantId by;
    bool operator==(const QuestionSupported&) const = default;
};
struct QuestionUnsupported {
    static constexpr const char* kName = "question.unsupported";
    QuestionId question;
    ParticipantId by;
    bool operator==(const QuestionUnsupported&) const = default;
};
struct QuestionApproved {
    static constexpr const char* kName = "question.approved";
    QuestionId question;
    bool operator==(const QuestionApproved&) const = default;
};
struct QuestionHeld {
    static constexpr const char* kName = "question.held";
    QuestionId question;
    bool operator==(const QuestionHeld&) const = default;
};
struct QuestionDeclined {
    static constexpr const char* kName = "question.declined";
    QuestionId question;
    DeclineReason reason = DeclineReason::OffTopic;
    bool operator==(const QuestionDeclined&) const = default;
};
struct QuestionMerged {
    static constexpr const char* kName = "question.merged";
    QuestionId question;
    QuestionId into;
    bool operator==(const QuestionMerged&) const = default;
};
struct QuestionUnmerged {
    static constexpr const char* kName = "question.unmerged";
    QuestionId question;
    bool operator==(const QuestionUnmerged&) const = default;
};
struct QuestionMoved {
    static constexpr const char* kName = "question.moved";
    QuestionId question;
    std::optional<QuestionId> before;
    bool operator==(const QuestionMoved&) const = default;
};
struct QuestionCalled {
    static constexpr const char* kName = "question.called";
    QuestionId question;
    bool operator==(const QuestionCalled&) const = default;
};
struct QuestionAnswered {
    static constexpr const char* kName = "question.answered";
    QuestionId question;
    bool operator==(const QuestionAnswered&) const = default;
};
struct QuestionPutBack {
    static constexpr const char* kName = "question.put_back";
    QuestionId question;
    bool operator==(const QuestionPutBack&) const = default;
};
struct QuestionReopened {
    static constexpr const char* kName = "question.reopened";
    QuestionId question;
    bool operator==(const QuestionReopened&) const = default;
};
struct QuestionWithdrawn {
    static constexpr const char* kName = "question.withdrawn";
    QuestionId question;
    bool operator==(const QuestionWithdrawn&) const = default;
};
// What undo writes: the question exactly as it was before the action with sequence number `undoes`. An action that
// changed two questions (a call answers the one asked until then) is undone by two such events.
struct QuestionRestored {
    static constexpr const char* kName = "question.restored";
    QuestionId question;
    std::uint64_t undoes = 0;
    Status status = Status::Waiting;
    std::optional<QuestionId> before = std::nullopt;  // Where it stood in the queue, if it did; none: at the end.
    std::optional<Timestamp> called_at = std::nullopt;
    std::optional<Timestamp> answered_at = std::nullopt;
    std::optional<DeclineReason> reason = std::nullopt;
    std::optional<QuestionId> into = std::nullopt;      // With Merged.
    std::optional<Status> before_merge = std::nullopt;  // With Merged.
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

// The event's members for the log, and back. from_log refuses with BadInput and the reason: a name or member that it
// does not know, one that is missing or of the wrong type.
[[nodiscard]] Json to_log(const Event& event);
[[nodiscard]] Result<Event> from_log(std::string_view name, const Json& data);

}  // namespace wardcast::meeting
