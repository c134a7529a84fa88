#pragma once

#include <string>

#include "meeting/circle.h"
#include "meeting/relay.h"

// What the clerk asks to be done about relays; see meeting/command.h.
namespace wardcast::meeting {

struct AddRelay {
    static constexpr Circle kCircle = Circle::Clerk;
    std::string label;
    // As the clerk gave them until they are sealed, which must be before decide(): then `address` is as people may see
    // it, `sealed` all of it, and `key` sealed.
    std::string address;
    std::string sealed = {};
    std::string key;
};
struct SwitchRelay {
    static constexpr Circle kCircle = Circle::Clerk;
    RelayId relay;
    bool on = true;
};
struct RemoveRelay {
    static constexpr Circle kCircle = Circle::Clerk;
    RelayId relay;
};

}  // namespace wardcast::meeting
