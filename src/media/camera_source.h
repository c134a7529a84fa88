#pragma once

#include <string>

namespace wardcast::media {

// How a camera's picture and sound reach the server.
enum class CameraKind {
    Pushed,  // Somebody sends them: WHIP, SRT, RTMP, a browser's WebSocket.
    Rtsp,    // The server pulls them from an IP camera.
    Device,  // A webcam or sound card of the server machine.
    File,    // A clip from data/clips.
    Test,    // Moving picture with a clock, and a tone.
};
struct CameraSource {
    std::string id;
    CameraKind kind = CameraKind::Pushed;
    std::string address;  // As each kind has it (camera_address.h); may hold a password.
    bool operator==(const CameraSource&) const = default;
};

// A webcam, capture card or sound card of this machine.
struct CaptureDevice {
    std::string name;
    bool picture = false;  // Else sound.
};

}  // namespace wardcast::media
