#pragma once

#include "meeting/camera_events.h"
#include "meeting/folding.h"

// What becomes of the meeting's cameras.
namespace wardcast::meeting {

void fold_in(Folding& fold, const CameraAdded& added);
void fold_in(Folding& fold, const CameraChanged& changed);
void fold_in(Folding& fold, const CameraRemoved& removed);

}  // namespace wardcast::meeting
