#include "meeting/apply_air.h"

namespace wardcast::meeting {

void set_air(Folding& fold, Air air) {
    if (fold.state.air == air) return;
    if (fold.state.air == Air::Off) fold.state.off_air.back().to = fold.record.at;
    if (air == Air::Off) fold.state.off_air.push_back({fold.record.at, std::nullopt});
    fold.state.air = air;
    fold.state.air_since = air == Air::None ? std::nullopt : std::optional(fold.record.at);
    fold.tell({Member::Air});
}

void go_live(Folding& fold) {
    set_air(fold, Air::Live);
    fold.set(fold.state.recording, Recording::Running, Member::Recording);
}

void fold_in(Folding& fold, const AirLive&) {
    fold.state.camera_present = true;
    if (fold.state.phase == Phase::Live && fold.state.air != Air::Off) go_live(fold);
}

void fold_in(Folding& fold, const AirLost&) {
    fold.state.camera_present = false;
    if (fold.state.air == Air::Live) set_air(fold, Air::Lost);
}

void fold_in(Folding& fold, const AirOff&) {
    set_air(fold, Air::Off);
}

void fold_in(Folding& fold, const AirOn&) {
    if (fold.state.camera_present) return go_live(fold);
    set_air(fold, fold.state.recording == Recording::Running ? Air::Lost : Air::None);
}

void fold_in(Folding& fold, const RecordingReady&) {
    fold.set(fold.state.recording, Recording::Ready, Member::Recording);
}

void fold_in(Folding& fold, const RecordingRemoved&) {
    fold.set(fold.state.recording, Recording::None, Member::Recording);
}

}  // namespace wardcast::meeting
