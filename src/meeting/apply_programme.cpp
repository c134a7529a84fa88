#include "meeting/apply_programme.h"

namespace wardcast::meeting {

void fold_in(Folding& fold, const ProgrammeSwitched& switched) {
    fold.set(fold.state.programme, {switched.camera, switched.sound, switched.show}, Member::Programme);
}

void fold_in(Folding& fold, const StillChanged& changed) {
    fold.set(fold.state.still, changed.still, Member::Still);
}

void fold_in(Folding& fold, const RehearsalChanged& changed) {
    fold.set(fold.state.rehearsal, changed.on, Member::Rehearsal);
}

}  // namespace wardcast::meeting
