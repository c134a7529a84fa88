#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "meeting/refusal.h"

// Words from people, made safe to keep: docs/protocol.md section 2.7. They stay plain text; who shows them escapes.
namespace wardcast::meeting {

inline constexpr std::size_t kMaxQuestionLength = 500;  // Code points.
inline constexpr std::size_t kMaxNameLength = 60;
inline constexpr std::size_t kMaxAreaLength = 60;
inline constexpr std::size_t kMaxAnswerLength = 5000;
inline constexpr std::size_t kMaxTitleLength = 200;

enum class Lines { Kept, Joined };

// UTF-8 in NFC, trimmed at both ends. Empty if nothing that can be seen is left.
//
// Removed: control characters other than line feed (a tab becomes a space, and with Lines::Joined a line feed too),
// noncharacters, and characters that cannot be seen (Unicode Default_Ignorable_Code_Point). Of the latter stay: joiners
// between characters that they join (Persian, Indic scripts, family emoji), variation selectors, the tags in the flags
// of Wales, Scotland and England, marks of direction. Embeddings, overrides and isolates (UAX #9) stay as deep as 4 and
// are closed at the end, so that they cannot turn round the words that a page puts after them.
//
// Refuses TooLong with both counts, BadMessage for invalid UTF-8. `what` names the text in messages ("The question").
[[nodiscard]] Decided<std::string> normalise_text(std::string_view text, std::size_t max_length, Lines lines,
                                                  std::string_view what = "The text");

// The same for words whose author cannot be asked to shorten them: what is too long ends with "…" after the last whole
// character (UAX #29) that fits.
[[nodiscard]] Decided<std::string> shorten_text(std::string_view text, std::size_t max_length, Lines lines,
                                                std::string_view what = "The text");

}  // namespace wardcast::meeting
