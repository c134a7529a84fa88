#pragma once

#include <cstddef>
#include <memory>

#include "base/clock.h"
#include "hub/hub.h"
#include "hub/pace.h"
#include "hub/rate_limits.h"
#include "store/event_store.h"

namespace wardcast::hub {

struct HubOptions {
    std::size_t threads = 2;  // Meetings share them; one meeting uses one at a time.
    LimitSettings limits;
    Pace pace;
};

// The hub of this process, with threads of its own. The store and the clock must outlive it; destroying it stops it.
[[nodiscard]] std::unique_ptr<Hub> make_hub(store::EventStore& store, const Clock& clock,
                                            const HubOptions& options = {});

}  // namespace wardcast::hub
