#pragma once

// What happens to the programme and its recording; see meeting/event.h.
namespace wardcast::meeting {

// The programme's air. Live and Lost are said by the server, Off and On by staff.
struct AirLive {
    static constexpr const char* kName = "air.live";
    bool operator==(const AirLive&) const = default;
};
struct AirLost {
    static constexpr const char* kName = "air.lost";
    bool operator==(const AirLost&) const = default;
};
struct AirOff {
    static constexpr const char* kName = "air.off";
    bool operator==(const AirOff&) const = default;
};
struct AirOn {
    static constexpr const char* kName = "air.on";
    bool operator==(const AirOn&) const = default;
};
struct RecordingReady {
    static constexpr const char* kName = "recording.ready";
    bool operator==(const RecordingReady&) const = default;
};
// It was removed, as the configuration asks: keep_days, quota_gb.
struct RecordingRemoved {
    static constexpr const char* kName = "recording.removed";
    bool operator==(const RecordingRemoved&) const = default;
};

}  // namespace wardcast::meeting
