#pragma once

#include <string>

#include "base/result.h"

namespace wardcast::app {

enum class Colours { Plain, Ansi };

// A QR code (ISO/IEC 18004) drawn with half blocks, two modules a character, quiet zone included; each line ends with a
// line feed. Ansi fixes black and white whatever the terminal's colours; Plain relies on light text on dark.
[[nodiscard]] Result<std::string> terminal_qr(const std::string& text, Colours colours);

}  // namespace wardcast::app
