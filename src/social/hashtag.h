#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wardcast::social {

// A hashtag as it is compared: without '#', in the case fold of Unicode, composed (NFC).
[[nodiscard]] std::string folded_hashtag(std::string_view tag);

// Whether the text contains one of the (folded) hashtags as a whole word after '#'.
[[nodiscard]] bool has_hashtag(std::string_view text, const std::vector<std::string>& folded);

}  // namespace wardcast::social
