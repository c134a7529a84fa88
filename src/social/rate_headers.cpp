#include "social/rate_headers.h"

#include <algorithm>
#include <charconv>
#include <curl/curl.h>
#include <string>

namespace wardcast::social {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Seconds below this are a duration, above a time since 1970: no service asks for thirty years.
constexpr long long kEarliestEpoch = 1'000'000'000;

// When `text` is, from now: a duration in seconds, seconds since 1970, RFC 3339 or any of HTTP's dates.
std::optional<milliseconds> until(std::string_view text, Timestamp now) {
    long long number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && end == text.data() + text.size() && number >= 0) {
        const auto capped = seconds(std::min(number, kEarliestEpoch * 4));
        return number < kEarliestEpoch ? milliseconds(capped) : Timestamp(capped) - now;
    }
    if (const auto time = from_rfc3339(text)) return *time - now;
    const long long epoch = curl_getdate(std::string(text).c_str(), nullptr);
    if (epoch < 0) return std::nullopt;
    return Timestamp(seconds(std::min(epoch, kEarliestEpoch * 4))) - now;
}

milliseconds bounded(milliseconds wait) {
    return std::clamp(wait, milliseconds(0), milliseconds(kMaxWait));
}

}  // namespace

std::optional<milliseconds> asked_to_wait(const Answer& answer, Timestamp now) {
    if (const auto after = answer.header("retry-after"); !after.empty()) {
        if (const auto wait = until(after, now)) return bounded(*wait);
    }
    for (const std::string prefix : {"x-ratelimit-", "x-rate-limit-", "ratelimit-"}) {
        if (answer.header(prefix + "remaining") != "0") continue;
        if (const auto wait = until(answer.header(prefix + "reset"), now)) return bounded(*wait);
    }
    return std::nullopt;
}

}  // namespace wardcast::social
