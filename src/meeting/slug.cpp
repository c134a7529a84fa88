#include "meeting/slug.h"

#include <algorithm>
#include <memory>
#include <string>

#include <unicode/translit.h>
#include <unicode/unistr.h>

namespace wardcast::meeting {
namespace {

constexpr bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// Lower-case ASCII where ICU knows a spelling; what it does not know is left as it is.
std::string in_ascii(std::string_view title) {
    auto text = icu::UnicodeString::fromUTF8({title.data(), static_cast<std::int32_t>(title.size())});
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> rules(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
    if (U_SUCCESS(status) != 0 && rules) rules->transliterate(text);
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

}  // namespace

bool is_slug(std::string_view text) noexcept {
    return !text.empty() && text.size() <= kMaxSlugLength &&
           std::all_of(text.begin(), text.end(), [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

Slug slug_from_title(std::string_view title) {
    std::string slug;
    bool gap = false;
    for (const char c : in_ascii(title)) {
        if (!is_letter_or_digit(c)) {
            gap = gap || c != '\'';  // "Mayor's" stays one word.
            continue;
        }
        const std::size_t needed = gap && !slug.empty() ? 2 : 1;
        if (slug.size() + needed > kMaxSlugLength) break;
        if (needed == 2) slug += '-';
        slug += c;
        gap = false;
    }
    return Slug(slug.empty() ? "meeting" : slug);
}

}  // namespace wardcast::meeting
