#include "base/clock.h"

#include <sstream>

#include <date/date.h>

namespace wardcast {

Timestamp SystemClock::now() const {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string to_rfc3339(Timestamp time) {
    return date::format("%FT%TZ", time);
}

Result<Timestamp> from_rfc3339(std::string_view text) {
    // The library's %Ez takes "+01:00" but not "Z"; RFC 3339 lets "t" and "z" be small.
    std::string normal(text);
    const bool is_utc = !normal.empty() && (normal.back() == 'Z' || normal.back() == 'z');
    if (is_utc) normal.replace(normal.size() - 1, 1, "+00:00");
    if (normal.size() > 10 && normal[10] == 't') normal[10] = 'T';

    std::istringstream stream(normal);
    date::sys_time<std::chrono::nanoseconds> time;
    stream >> date::parse("%FT%T%Ez", time);
    if (stream.fail() || stream.peek() != std::istringstream::traits_type::eof()) {
        return failure(ErrorKind::BadInput, "'" + std::string(text) +
                                                "' is not a time: write it as 2026-11-26T19:00:00Z or with an offset, "
                                                "as 2026-11-26T19:00:00+01:00");
    }
    return std::chrono::floor<std::chrono::milliseconds>(time);
}

}  // namespace wardcast
