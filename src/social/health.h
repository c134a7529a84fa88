#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"

namespace wardcast::social {

// How a source does, for the clerk.
struct Health {
    enum class State {
        Off,      // Switched off.
        Waiting,  // Not asked yet.
        Ok,
        Trouble,  // The last attempt failed.
    };
    State state = State::Waiting;
    std::optional<Timestamp> last_post_at = std::nullopt;  // When the newest post that was taken was written.
    std::string error = {};  // As Trouble::words, code and about; empty when there is nothing to say.
    std::string code = {};
    std::string about = {};
    std::optional<Timestamp> next_try_at = std::nullopt;  // With Trouble.
    std::uint64_t taken = 0;                              // Posts since the server started.

    bool operator==(const Health&) const = default;
};

[[nodiscard]] const char* to_string(Health::State state) noexcept;

}  // namespace wardcast::social
