#pragma once

#include <string_view>

#include "base/bytes.h"

namespace wardcast::media {

// text as a gzip file (RFC 1952), for Content-Encoding: gzip. Null when zlib fails, which leaves the plain form.
[[nodiscard]] SharedBytes gzip(std::string_view text);

}  // namespace wardcast::media
