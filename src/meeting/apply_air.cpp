#include "meeting/apply_air.h"

#include <chrono>

namespace wardcast::meeting {
namespace {

// What is shorter is a hiccup of the network, and not worth a mark in the recording.
constexpr std::chrono::seconds kWorthAMark{5};
constexpr std::size_t kMostAway = 100;

void begin_away(Folding& fold) {
    auto& away = fold.state.away;
    if (away.size() == kMostAway) away.erase(away.begin());
    away.push_back({fold.record.at, std::nullopt});
    fold.tell({Member::Away});
}

void end_away(Folding& fold) {
    auto& away = fold.state.away;
    away.back().to = fold.record.at;
    if (fold.record.at - away.back().from < kWorthAMark) away.pop_back();
    fold.tell({Member::Away});
}

}  // namespace

void set_air(Folding& fold, Air air) {
    if (fold.state.air == air) return;
    if (fold.state.air == Air::Off) fold.state.off_air.back().to = fold.record.at;
    if (fold.state.air == Air::Lost) end_away(fold);
    if (air == Air::Off) fold.state.off_air.push_back({fold.record.at, std::nullopt});
    if (air == Air::Lost) begin_away(fold);
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
