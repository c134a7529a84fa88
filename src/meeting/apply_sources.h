#pragma once

#include "meeting/folding.h"
#include "meeting/source_events.h"

// What becomes of sources and of edited posts.
namespace wardcast::meeting {

void fold_in(Folding& fold, const SourceAdded& added);
void fold_in(Folding& fold, const SourceSwitched& switched);
void fold_in(Folding& fold, const SourceRemoved& removed);
void fold_in(Folding& fold, const SourceAdvanced& advanced);
void fold_in(Folding& fold, const QuestionEditedAtSource& edited);

}  // namespace wardcast::meeting
