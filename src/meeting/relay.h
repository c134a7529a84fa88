#pragma once

#include <cstddef>
#include <string>

#include "meeting/ids.h"

// Where a meeting's programme is pushed to as well: YouTube, Facebook, a neighbour's server.
namespace wardcast::meeting {

inline constexpr std::size_t kMaxRelays = 20;

struct Relay {
    RelayId id;
    std::string label;
    std::string address;  // As people may see it.
    std::string sealed;   // All of the address, which may hold a key; sealed before it comes here.
    std::string key;      // Stream key or stream id, sealed; no view shows it.
    bool on = true;

    bool operator==(const Relay&) const = default;
};

// Whether something can be pushed there: rtmp://, rtmps:// or srt:// and a host. The media side knows what really
// works.
[[nodiscard]] bool may_be_relay_address(const std::string& address);
// Whether such an address needs a key of its own: RTMP without one at its end.
[[nodiscard]] bool needs_relay_key(const std::string& address);
// The address as people may see it: without what may be a key.
[[nodiscard]] std::string shown_relay_address(const std::string& address);

}  // namespace wardcast::meeting
