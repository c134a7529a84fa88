#pragma once

#include "meeting/deciding.h"
#include "meeting/meeting_commands.h"

// What staff do with the meeting and its agenda.
namespace wardcast::meeting {

[[nodiscard]] Outcome decide_on(const Deciding& on, const SetAgenda& agenda);
[[nodiscard]] Outcome decide_on(const Deciding& on, const OpenItem& open);
[[nodiscard]] Outcome decide_on(const Deciding& on, const OpenQuestions&);
[[nodiscard]] Outcome decide_on(const Deciding& on, const CloseQuestions&);
[[nodiscard]] Outcome decide_on(const Deciding& on, const StartMeeting&);
[[nodiscard]] Outcome decide_on(const Deciding& on, const EndMeeting&);
[[nodiscard]] Outcome decide_on(const Deciding& on, const ChangeMeeting& change);

}  // namespace wardcast::meeting
