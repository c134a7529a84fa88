#pragma once

#include "meeting/deciding.h"
#include "meeting/rules_commands.h"

// How questions come in and stand in line.
namespace wardcast::meeting {

[[nodiscard]] Outcome decide_on(const Deciding& on, const OrderBy& order_by);
[[nodiscard]] Outcome decide_on(const Deciding& on, const Settle&);
[[nodiscard]] Outcome decide_on(const Deciding& on, const Listen& listen);
[[nodiscard]] Outcome decide_on(const Deciding& on, const EndListening&);
[[nodiscard]] Outcome decide_on(const Deciding& on, const SetRules& set);
[[nodiscard]] Outcome decide_on(const Deciding& on, const Block& block);
[[nodiscard]] Outcome decide_on(const Deciding& on, const Unblock& unblock);
[[nodiscard]] Outcome decide_on(const Deciding& on, const RemoveBurst& remove);
[[nodiscard]] Outcome decide_on(const Deciding& on, const RestoreBurst& restore);

}  // namespace wardcast::meeting
