#pragma once

#include <string>

#include "meeting/ids.h"

// What happens to relays; see meeting/event.h and meeting/relay.h.
namespace wardcast::meeting {

struct RelayAdded {
    static constexpr const char* kName = "relay.added";
    RelayId relay;
    std::string label;
    std::string address;
    std::string sealed;
    std::string key;
    bool operator==(const RelayAdded&) const = default;
};
struct RelaySwitched {
    static constexpr const char* kName = "relay.switched";
    RelayId relay;
    bool on = true;
    bool operator==(const RelaySwitched&) const = default;
};
struct RelayRemoved {
    static constexpr const char* kName = "relay.removed";
    RelayId relay;
    bool operator==(const RelayRemoved&) const = default;
};

}  // namespace wardcast::meeting
