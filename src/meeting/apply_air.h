#pragma once

#include "meeting/air_events.h"
#include "meeting/folding.h"

// What becomes of the programme.
namespace wardcast::meeting {

void fold_in(Folding& fold, const AirLive&);
void fold_in(Folding& fold, const AirLost&);
void fold_in(Folding& fold, const AirOff&);
void fold_in(Folding& fold, const AirOn&);
void fold_in(Folding& fold, const RecordingReady&);
void fold_in(Folding& fold, const RecordingRemoved&);

void set_air(Folding& fold, Air air);
void go_live(Folding& fold);

}  // namespace wardcast::meeting
