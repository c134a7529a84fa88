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

std::optional<tl::unexpected<Refusal>> refuses_camera(const Deciding& on, const std::optional<CameraId>& camera) {
    if (!camera || find_camera(on.state, *camera) != nullptr) return std::nullopt;
    return refuse(RefusalCode::NotFound,
                  "This meeting has no such camera, or no longer. Look at the list of cameras again.");
}

}  // namespace

Outcome decide_on(const Deciding& on, const SwitchCamera& change) {
    if (auto refusal = refuses_camera(on, change.camera)) return *refusal;
    return direct(on, {change.camera, on.state.programme.sound, Shown::Camera});
}

Outcome decide_on(const Deciding& on, const PickSound& pick) {
    if (auto refusal = refuses_camera(on, pick.camera)) return *refusal;
    return direct(on, {on.state.programme.camera, pick.camera, on.state.programme.show});
}

Outcome decide_on(const Deciding& on, const ShowInstead& show) {
    return direct(on, {on.state.programme.camera, on.state.programme.sound, show.what});
}

Outcome decide_on(const Deciding& on, const ChangeStill& change) {
    if (change.still == on.state.still) {
        return refuse(RefusalCode::AlreadyDone,
                      change.still ? "That is the still picture already." : "There is no still picture.");
    }
    return Events{StillChanged{change.still}};
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
