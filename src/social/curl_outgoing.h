#pragma once

#include <memory>

#include "base/clock.h"
#include "social/address_rule.h"
#include "social/host_budget.h"
#include "social/outgoing.h"

namespace wardcast::social {

// How much an answer may be and how long it may take. Tests shorten them.
struct OutgoingLimits {
    std::size_t body_bytes = 4 * 1024 * 1024;  // After decompression: what a gzip bomb gets to fill.
    std::size_t header_bytes = 64 * 1024;
    int redirects = 5;
    std::chrono::milliseconds connect{5'000};
    std::chrono::milliseconds total{20'000};  // One request, without its redirects.
};

// Outgoing over libcurl. Connects only where the rule permits, each redirect anew; http and https only; no proxy of the
// environment, since the rule could not see behind it; certificates are checked.
// rule, budget and clock outlive it.
[[nodiscard]] std::unique_ptr<Outgoing> make_outgoing(const AddressRule& rule, HostBudget& budget, const Clock& clock,
                                                      const OutgoingLimits& limits = {});

}  // namespace wardcast::social
