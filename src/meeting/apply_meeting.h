#pragma once

#include "meeting/folding.h"
#include "meeting/meeting_events.h"

// What becomes of a meeting and its agenda.
namespace wardcast::meeting {

void fold_in(Folding& fold, const MeetingCreated& created);
void fold_in(Folding& fold, const MeetingChanged& changed);
void fold_in(Folding& fold, const MeetingStarted&);
void fold_in(Folding& fold, const MeetingEnded&);
void fold_in(Folding& fold, const QuestionsOpened&);
void fold_in(Folding& fold, const QuestionsClosed&);
void fold_in(Folding& fold, const AgendaChanged& changed);
void fold_in(Folding& fold, const ItemOpened& opened);

}  // namespace wardcast::meeting
