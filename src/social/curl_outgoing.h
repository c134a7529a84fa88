#pragma once

#include <memory>

#include "base/clock.h"
#include "social/address_rule.h"
#include "social/host_budget.h"
#include "social/outgoing.h"
#include "social/outgoing_limits.h"

namespace wardcast::social {

// Outgoing over libcurl. Connects only where the rule permits, each redirect anew; http and https only; no proxy of the
// environment, since the rule could not see behind it; certificates are checked.
// rule, budget and clock outlive it.
[[nodiscard]] std::unique_ptr<Outgoing> make_outgoing(const AddressRule& rule, HostBudget& budget, const Clock& clock,
                                                      const OutgoingLimits& limits = {});

}  // namespace wardcast::social
