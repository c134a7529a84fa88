#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/signing_key.h"
#include "media/trouble.h"

namespace wardcast::media {

struct IceSettings {
    std::uint16_t min_port = 0;  // UDP range for WebRTC, one port for each session; 0: any.
    std::uint16_t max_port = 0;
    std::string local_address;   // The only one to gather candidates on; empty: those of all interfaces.
    std::string public_address;  // Told to cameras beside them, where a router translates; empty: there is none.
    bool tcp = true;
};

// The SRT listener for encoders, one for all meetings.
struct SrtSettings {
    std::string address;  // To listen on; empty: none.
    std::uint16_t port = 0;
    std::string passphrase = {};  // 10 to 79 characters; empty: streams are not encrypted.
    std::chrono::milliseconds latency{200};
};

struct StudioSettings {
    std::filesystem::path data;  // Recordings go to data/recordings/{slug}.
    bool record = true;
    IceSettings ice;
    std::shared_ptr<const SigningKey> key;  // Signs recordings; null: they are not signed.
    std::size_t max_sessions = 16;          // Cameras that send to this process at the same time.
    std::size_t max_whep = 50;              // WHEP sessions in this process; 0: none.
    std::chrono::seconds live_window{60};   // How much of the past live playlists hold.
    std::vector<std::string> ladder;        // As media/ladder.h reads it; empty: the default.
    SrtSettings srt;
    // Why nothing may be relayed to this host and port, for the clerk; a value where it may. Asked before each
    // connection, on the relay's own thread: it may resolve the name and take seconds. None: everything may.
    std::function<Outcome<void>(const std::string& host, std::uint16_t port)> may_relay_to = {};
    // Whether this token is the meeting's camera token, for streams that bring theirs to the media side itself. Called
    // on any thread; must be quick.
    std::function<bool(const std::string& meeting, const std::string& token)> is_camera_token;
};

}  // namespace wardcast::media
