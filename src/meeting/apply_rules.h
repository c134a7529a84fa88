#pragma once

#include "meeting/burst_events.h"
#include "meeting/folding.h"
#include "meeting/rules_events.h"

// What becomes of the rules, the order and those whom they concern.
namespace wardcast::meeting {

void fold_in(Folding& fold, const OrderChanged& changed);
void fold_in(Folding& fold, const QueueSettled& settled);
void fold_in(Folding& fold, const ListeningChanged& changed);
void fold_in(Folding& fold, const RulesChanged& changed);
void fold_in(Folding& fold, const ParticipantBlocked& blocked);
void fold_in(Folding& fold, const ParticipantUnblocked& unblocked);
void fold_in(Folding& fold, const BurstFlagged& flagged);
void fold_in(Folding& fold, const BurstRemoved& removed);
void fold_in(Folding& fold, const BurstRestored& restored);

// Somebody acts here for the first time.
void note_newcomer(Folding& fold, const ParticipantId& participant, const std::string& network);

}  // namespace wardcast::meeting
