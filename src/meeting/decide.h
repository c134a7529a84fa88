#pragma once

#include <functional>
#include <string>
#include <vector>

#include "meeting/command.h"
#include "meeting/state.h"

namespace wardcast::meeting {

// What decide may not find out by itself.
struct Circumstances {
    Timestamp now;
    std::function<std::string()> fresh_id;  // A new random id without prefix, 16 or more characters of [a-z0-9].
    std::string network = {};  // From which the command comes: a keyed hash; empty where that is not known.
};

// Whether the command may be carried out by this actor on this state, and what then happens. Pure: no clock, no
// randomness, no I/O of its own. The events are not yet applied. A command is refused whole or done whole.
[[nodiscard]] Decided<std::vector<Event>> decide(const State& state, const Command& command, const Actor& actor,
                                                 const Circumstances& circumstances);

// How long undo stays possible.
inline constexpr std::chrono::seconds kUndoWindow{60};

}  // namespace wardcast::meeting
