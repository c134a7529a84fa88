#pragma once

#include "meeting/air_commands.h"
#include "meeting/deciding.h"

// What staff and the server do with the programme.
namespace wardcast::meeting {

[[nodiscard]] Outcome decide_on(const Deciding& on, const GoOffAir&);
[[nodiscard]] Outcome decide_on(const Deciding& on, const GoOnAir&);
[[nodiscard]] Outcome decide_on(const Deciding& on, const CameraLive&);
[[nodiscard]] Outcome decide_on(const Deciding& on, const CameraLost&);
[[nodiscard]] Outcome decide_on(const Deciding& on, const FinishRecording&);
[[nodiscard]] Outcome decide_on(const Deciding& on, const ForgetRecording&);

}  // namespace wardcast::meeting
