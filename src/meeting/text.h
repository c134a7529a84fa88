#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "meeting/refusal.h"

// Words from people, made safe to keep: docs/protocol.md section 2.7. They stay plain text; who shows them escapes.
namespace wardcast::meeting {

inline constexpr std::size_t kMaxQuestionLength = 500;  // Code points.
inline constexpr std::size_t kMaxNameLength = 60;
inline constexpr std::size_t kMaxTitleLength = 200;

enum class Lines { Kept, Joined };

// UTF-8 in NFC without control characters (bidirectional overrides and isolates are closed at the end, zero-width
// characters that join nothing are dropped), trimmed. Refuses TooLong with the counts, BadMessage for invalid UTF-8.
[[nodiscard]] Decided<std::string> normalise_text(std::string_view text, std::size_t max_length, Lines lines);

}  // namespace wardcast::meeting
