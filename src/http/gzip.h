#pragma once

#include <string>
#include <string_view>

namespace wardcast::http {

enum class Effort { Fast, Best };

// RFC 1952. Empty when the library refuses (out of memory): send the text as it is.
[[nodiscard]] std::string gzip(std::string_view text, Effort effort);

// Types that shrink: text, scripts, JSON, SVG, playlists. Pictures, fonts and media do not.
[[nodiscard]] bool is_compressible(std::string_view content_type) noexcept;

}  // namespace wardcast::http
