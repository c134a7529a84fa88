#pragma once

#include <string>
#include <string_view>
#include <vector>

// Words as they are compared: without regard to case, accents and compatibility forms (Unicode NFKC_Casefold, then
// without marks). "Pŵer" and "pwer" are the same.
namespace wardcast::meeting {

// Runs of letters and digits, folded, in order.
[[nodiscard]] std::vector<std::string> folded_words(std::string_view text);

// The same as one text, a space between two words.
[[nodiscard]] std::string folded_text(std::string_view text);

// Whether the words of `phrase` stand next to each other somewhere in `words`. An empty phrase stands nowhere.
[[nodiscard]] bool contains_words(const std::vector<std::string>& words, const std::vector<std::string>& phrase);

}  // namespace wardcast::meeting
