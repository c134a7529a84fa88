#pragma once

#include <chrono>
#include <optional>

#include "base/clock.h"
#include "social/outgoing.h"

namespace wardcast::social {

// How long the answer asks not to come back: Retry-After (RFC 9110 section 10.2.3: seconds or a date), else
// X-RateLimit-Remaining 0 with X-RateLimit-Reset (Mastodon: an ISO date; others: seconds since 1970, or seconds from
// now), also as the RateLimit-Remaining and -Reset of the IETF draft. At most kMaxWait, whatever is asked for.
[[nodiscard]] std::optional<std::chrono::milliseconds> asked_to_wait(const Answer& answer, Timestamp now);

inline constexpr std::chrono::minutes kMaxWait{60};

}  // namespace wardcast::social
