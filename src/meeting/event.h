#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"
#include "meeting/air_events.h"
#include "meeting/burst_events.h"
#include "meeting/camera_events.h"
#include "meeting/caption_events.h"
#include "meeting/ids.h"
#include "meeting/meeting_events.h"
#include "meeting/programme_events.h"
#include "meeting/question_events.h"
#include "meeting/relay_events.h"
#include "meeting/role.h"
#include "meeting/rules_events.h"
#include "meeting/source_events.h"

// Everything that can happen in a meeting. Stored for ever: a member once written keeps its meaning; new ones are
// optional when read. kName is the wire's and the log's name of the event; its members are called there as here.
namespace wardcast::meeting {

using Event =
    std::variant<MeetingCreated, MeetingChanged, MeetingStarted, MeetingEnded, QuestionsOpened, QuestionsClosed,
                 AgendaChanged, ItemOpened, AirLive, AirLost, AirOff, AirOn, RecordingReady, RecordingRemoved,
                 QuestionAsked, QuestionSupported, QuestionUnsupported, QuestionApproved, QuestionHeld,
                 QuestionDeclined, QuestionMerged, QuestionUnmerged, QuestionMoved, QuestionCalled, QuestionAnswered,
                 QuestionPutBack, QuestionReopened, QuestionWithdrawn, QuestionRestored, SourceAdded, SourceSwitched,
                 SourceRemoved, SourceAdvanced, QuestionEditedAtSource, QuestionEdited, QuestionAnswerWritten,
                 QuestionAppealed, QuestionVerdict, OrderChanged, QueueSettled, ListeningChanged, RulesChanged,
                 ParticipantBlocked, ParticipantUnblocked, BurstFlagged, BurstRemoved, BurstRestored, CameraAdded,
                 CameraChanged, CameraRemoved, ProgrammeSwitched, RehearsalChanged, RelayAdded, RelaySwitched,
                 RelayRemoved, StillChanged, CaptionSaid, CaptionCorrected>;

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
