#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace wardcast::http {

// A QR code (ISO/IEC 18004, error correction M) as an SVG picture: black on white with its quiet zone of four modules,
// scalable. BadInput when the text is too long for one.
[[nodiscard]] Result<std::string> qr_svg(std::string_view text);

}  // namespace wardcast::http
