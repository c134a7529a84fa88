#pragma once

#include <string_view>

#include "meeting/ids.h"

namespace wardcast::meeting {

inline constexpr std::size_t kMaxSlugLength = 60;

// Whether the text may be a meeting's name in links: 1 to 60 characters of [a-z0-9-].
[[nodiscard]] bool is_slug(std::string_view text) noexcept;

// A name in links made from a title: "Cyfarfod Llanddŵr" gives "cyfarfod-llanddwr". Other scripts are spelt in Latin
// letters; a title that leaves nothing gives "meeting". Whether the name is still free is for the caller to find out.
[[nodiscard]] Slug slug_from_title(std::string_view title);

}  // namespace wardcast::meeting
