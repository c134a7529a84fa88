#pragma once

#include "meeting/folding.h"
#include "meeting/relay_events.h"

// What becomes of relays.
namespace wardcast::meeting {

void fold_in(Folding& fold, const RelayAdded& added);
void fold_in(Folding& fold, const RelaySwitched& switched);
void fold_in(Folding& fold, const RelayRemoved& removed);

}  // namespace wardcast::meeting
