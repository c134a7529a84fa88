#pragma once

#include "meeting/caption_events.h"
#include "meeting/folding.h"

// What becomes of captions.
namespace wardcast::meeting {

void fold_in(Folding& fold, const CaptionSaid& said);
void fold_in(Folding& fold, const CaptionCorrected& corrected);

}  // namespace wardcast::meeting
