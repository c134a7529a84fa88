#include "meeting/decide_air.h"

#include <utility>

namespace wardcast::meeting {
namespace {

std::optional<tl::unexpected<Refusal>> not_live(const State& state) {
    if (state.phase == Phase::Live) return std::nullopt;
    if (state.phase == Phase::Ended) return has_ended();
    return refuse(RefusalCode::WrongState, "The meeting has not started. Start it first.");
}

}  // namespace

Outcome decide_on(const Deciding& on, const GoOffAir&) {
    if (auto refusal = not_live(on.state)) return *std::move(refusal);
    if (on.state.air == Air::Off) return refuse(RefusalCode::AlreadyDone, "The meeting is off air already.");
    return Events{AirOff{}};
}

Outcome decide_on(const Deciding& on, const GoOnAir&) {
    if (auto refusal = not_live(on.state)) return *std::move(refusal);
    if (on.state.air != Air::Off) return refuse(RefusalCode::AlreadyDone, "The meeting is on air already.");
    return Events{AirOn{}};
}

Outcome decide_on(const Deciding& on, const CameraLive&) {
    if (on.state.phase == Phase::Ended) return has_ended();
    if (on.state.camera_present) return refuse(RefusalCode::AlreadyDone, "The camera is live already.");
    Events events;
    if (on.state.phase == Phase::Planned && !on.state.rehearsal) events.emplace_back(MeetingStarted{});
    events.emplace_back(AirLive{});
    return events;
}

Outcome decide_on(const Deciding& on, const CameraLost&) {
    if (!on.state.camera_present) return refuse(RefusalCode::AlreadyDone, "No camera was live.");
    return Events{AirLost{}};
}

Outcome decide_on(const Deciding& on, const FinishRecording&) {
    if (on.state.phase != Phase::Ended) {
        return refuse(RefusalCode::WrongState, "The recording goes on until the meeting has ended.");
    }
    if (on.state.recording != Recording::Running) {
        return refuse(RefusalCode::AlreadyDone, "No recording is waiting to be finished.");
    }
    return Events{RecordingReady{}};
}

Outcome decide_on(const Deciding& on, const ForgetRecording&) {
    if (on.state.recording != Recording::Ready) {
        return refuse(RefusalCode::AlreadyDone, "There is no finished recording to forget.");
    }
    return Events{RecordingRemoved{}};
}

}  // namespace wardcast::meeting
