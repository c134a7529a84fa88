#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"

namespace wardcast {

// Wall-clock time as events and playlists carry it: UTC, milliseconds.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

// Where the rest of the program gets the time of day from, so that tests can set it.
// Durations and timeouts use std::chrono::steady_clock directly: a clock that jumps must not move them.
// Threads: now() may be called from any thread.
class Clock {
  public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Timestamp now() const = 0;
};

// The machine's clock.
class SystemClock final : public Clock {
  public:
    [[nodiscard]] Timestamp now() const override;
};

// RFC 3339 in UTC with milliseconds: "2026-11-22T19:04:05.123Z".
[[nodiscard]] std::string to_rfc3339(Timestamp time);

// Reads RFC 3339 section 5.6 with any offset and any number of fraction digits (further digits are cut).
[[nodiscard]] Result<Timestamp> from_rfc3339(std::string_view text);

}  // namespace wardcast
