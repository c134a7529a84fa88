#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "media/trouble.h"

namespace wardcast::media {

// Where the programme is pushed to as well.
struct RelayTarget {
    std::string id;
    std::string address;  // rtmp://, rtmps:// or srt://, as relay_address.h has it; may hold a key.
    std::string key;      // RTMP: the stream key; SRT: the stream id. Empty where the address holds it.
    bool operator==(const RelayTarget&) const = default;
};

// How a relay does.
struct RelayHealth {
    enum class State {
        Waiting,     // The programme is not on the air: nothing is sent.
        Connecting,  // The target has not taken anything yet.
        Live,        // It takes what it is sent.
        Trouble,     // It does not; tried again at next_try_at.
    } state = State::Waiting;
    Timestamp since = {};  // Of the state.
    int kbps = 0;          // Sent in the last seconds.
    std::uint64_t dropped =
        0;  // Pictures left out since the connection began, because the target took them too slowly.
    Trouble trouble = {};
    std::optional<Timestamp> next_try_at = std::nullopt;

    bool operator==(const RelayHealth&) const = default;
};

}  // namespace wardcast::media
