#pragma once

#include <chrono>
#include <string>
#include <string_view>

// Pieces of WebVTT as it is written here.
namespace wardcast::http {

// "01:02:03.456"
[[nodiscard]] std::string vtt_time(std::chrono::milliseconds at);

// The text of a cue: no markup, and no line that ends it.
[[nodiscard]] std::string vtt_text(std::string_view text);

}  // namespace wardcast::http
