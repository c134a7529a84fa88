#pragma once

#include <string>
#include <string_view>

namespace wardcast::social {

// What becomes of line feeds and runs of spaces.
enum class Whitespace {
    Collapse,  // As HTML has it: they are one space.
    Keep,      // For texts that are plain but for character references.
};

// HTML as plain text, by the rules with which browsers read it (gumbo), however broken. Line breaks and blocks become
// line feeds, links their words, pictures (custom emoji) their alternative text; scripts, styles and what Mastodon
// marks as invisible (the ends of long links) are left out. At most kMaxHtml bytes are read.
[[nodiscard]] std::string html_to_text(std::string_view html, Whitespace whitespace = Whitespace::Collapse);

// Far more than what is ever shown of a post. The time that the parser takes for hostile nesting grows with its square.
inline constexpr std::size_t kMaxHtml = 8 * 1024;

}  // namespace wardcast::social
