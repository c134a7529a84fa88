#include "base/clock.h"

#include <algorithm>
#include <sstream>

#include <date/date.h>

namespace wardcast {
namespace {

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

// Whether the text has digits where the form has zeros, and else the form's own letters.
bool fits(std::string_view text, std::string_view form) {
    return std::equal(text.begin(), text.end(), form.begin(), form.end(),
                      [](char letter, char wanted) { return wanted == '0' ? is_digit(letter) : letter == wanted; });
}

// Nothing, or ".5".
bool is_fraction(std::string_view text) {
    return text.empty() ||
           (text.size() > 1 && text.front() == '.' && std::all_of(text.begin() + 1, text.end(), is_digit));
}

}  // namespace

Timestamp SystemClock::now() const {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string to_rfc3339(Timestamp time) {
    return date::format("%FT%TZ", time);
}

Result<Timestamp> from_rfc3339(std::string_view text) {
    const auto refused = [&] {
        return failure(ErrorKind::BadInput, "'" + std::string(text) +
                                                "' is not a time: write it as 2026-11-26T19:00:00Z or with an offset, "
                                                "as 2026-11-26T19:00:00+01:00");
    };
    constexpr std::string_view kDateTime = "0000-00-00T00:00:00";
    const auto end = text.find_first_of("Zz+-", kDateTime.size());
    if (end == std::string_view::npos) return refused();
    std::string date_time(text.substr(0, kDateTime.size()));
    if (date_time[10] == 't') date_time[10] = 'T';
    const auto fraction = text.substr(kDateTime.size(), end - kDateTime.size());
    // The library's %Ez takes "+01:00" but not "Z"; RFC 3339 lets "t" and "z" be small.
    const std::string offset(text.substr(end) == "Z" || text.substr(end) == "z" ? "+00:00" : text.substr(end));
    // It overflows where digits of an offset are missing, so the form is looked at first.
    if (!fits(date_time, kDateTime) || !is_fraction(fraction) || !(fits(offset, "+00:00") || fits(offset, "-00:00"))) {
        return refused();
    }
    // In milliseconds: nanoseconds reach from 1677 to 2262 only.
    std::istringstream stream(date_time + std::string(fraction.substr(0, 4)) + offset);
    Timestamp time;
    stream >> date::parse("%FT%T%Ez", time);
    if (stream.fail() || stream.peek() != std::istringstream::traits_type::eof()) return refused();
    return time;
}

}  // namespace wardcast
