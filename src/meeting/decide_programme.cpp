#include "meeting/decide_programme.h"

namespace wardcast::meeting {
namespace {

Outcome direct(const Deciding& on, const Direction& direction) {
    if (on.state.phase == Phase::Ended) return has_ended();
    if (direction == on.state.programme) {
        return refuse(RefusalCode::AlreadyDone, "Viewers are given just that already.");
    }
    return Events{ProgrammeSwitched{direction.camera, direction.sound, direction.show}};
}

}  // namespace

Outcome decide_on(const Deciding& on, const SwitchCamera& change) {
    return direct(on, {change.camera, on.state.programme.sound, Shown::Camera});
}

Outcome decide_on(const Deciding& on, const PickSound& pick) {
    return direct(on, {on.state.programme.camera, pick.camera, on.state.programme.show});
}

Outcome decide_on(const Deciding& on, const ShowInstead& show) {
    return direct(on, {on.state.programme.camera, on.state.programme.sound, show.what});
}

Outcome decide_on(const Deciding& on, const Rehearse& rehearse) {
    if (rehearse.on == on.state.rehearsal) {
        return refuse(RefusalCode::AlreadyDone,
                      rehearse.on ? "You are rehearsing already." : "No rehearsal is going on.");
    }
    if (rehearse.on && on.state.phase == Phase::Ended) return has_ended();
    if (rehearse.on && on.state.phase == Phase::Live) {
        return refuse(RefusalCode::WrongState,
                      "The meeting is under way: a rehearsal is possible only before it starts.");
    }
    return Events{RehearsalChanged{rehearse.on}};
}

}  // namespace wardcast::meeting
