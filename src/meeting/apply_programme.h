#pragma once

#include "meeting/folding.h"
#include "meeting/programme_events.h"

// What becomes of what viewers are given.
namespace wardcast::meeting {

void fold_in(Folding& fold, const ProgrammeSwitched& switched);
void fold_in(Folding& fold, const StillChanged& changed);
void fold_in(Folding& fold, const RehearsalChanged& changed);

}  // namespace wardcast::meeting
