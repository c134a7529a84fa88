#pragma once

#include <string_view>
#include <variant>

#include "base/json.h"
#include "meeting/air_commands.h"
#include "meeting/camera_commands.h"
#include "meeting/caption_commands.h"
#include "meeting/meeting_commands.h"
#include "meeting/programme_commands.h"
#include "meeting/question_commands.h"
#include "meeting/refusal.h"
#include "meeting/relay_commands.h"
#include "meeting/rules_commands.h"
#include "meeting/source_commands.h"

namespace wardcast::meeting {

// What somebody asks a meeting to do; docs/protocol.md section 2.7. Texts are already normalised (meeting/text.h).
using Command =
    std::variant<Ask, AskFor, Vote, Unvote, Withdraw, Approve, Hold, Decline, Merge, Unmerge, Move, Call, MarkAnswered,
                 PutBack, Reopen, Undo, SetAgenda, OpenItem, GoOffAir, GoOnAir, OpenQuestions, CloseQuestions,
                 StartMeeting, EndMeeting, ChangeMeeting, CameraLive, CameraLost, FinishRecording, ForgetRecording,
                 AddSource, SwitchSource, RemoveSource, TakePosts, TakeMessage, AddCamera, ChangeCamera, RemoveCamera,
                 DeclineMany, Edit, WriteAnswer, Appeal, GiveVerdict, OrderBy, Listen, SetRules, Block, Unblock,
                 RemoveBurst, RestoreBurst, Settle, EndListening, SwitchCamera, PickSound, ShowInstead, Rehearse,
                 AddRelay, SwitchRelay, RemoveRelay, ChangeStill, TakeCaptions, CorrectCaption>;

// Reads a command as the wire has it; data null counts as an object without members. Refuses BadMessage,
// UnknownCommand, Empty, TooLong. System commands are unknown.
[[nodiscard]] Decided<Command> parse_command(std::string_view name, const Json& data);

}  // namespace wardcast::meeting
