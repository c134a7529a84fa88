#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "http/request.h"

// The words of pages that the server writes by itself, in both languages.
namespace wardcast::http {

enum class Language { English, Welsh };

// As ?lang= says, else as the browser prefers.
[[nodiscard]] Language language_of(const Request& request);
[[nodiscard]] const char* tag_of(Language language) noexcept;  // "en-GB", "cy".
[[nodiscard]] Language other_than(Language language) noexcept;

struct PageWord {
    std::string_view key;
    const char* english;
    const char* welsh;

    [[nodiscard]] const char* in(Language language) const noexcept {
        return language == Language::Welsh ? welsh : english;
    }
};
[[nodiscard]] std::span<const PageWord> page_words() noexcept;

// The words for a key; a key without words comes back as it is.
[[nodiscard]] std::string say(Language language, std::string_view key);

// "26 November 2026, 19:00 GMT": in the time zone of this process, which is that of the meetings (the key time_zone).
[[nodiscard]] std::string day_and_time(Timestamp time, Language language);

}  // namespace wardcast::http
