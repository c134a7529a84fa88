#pragma once

#include "base/json.h"
#include "meeting/state.h"

namespace wardcast::meeting {

// So many of the last ones stand in the captioner's state.
inline constexpr std::size_t kCaptionsShown = 50;

// docs/protocol.md section 6.
[[nodiscard]] Json caption_view(const Caption& caption);
[[nodiscard]] Json last_captions_view(const State& state);

}  // namespace wardcast::meeting
