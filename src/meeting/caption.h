#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "meeting/ids.h"

// What was said, in writing, for those who read along.
namespace wardcast::meeting {

inline constexpr std::size_t kMaxCaptionLength = 500;  // Code points.
inline constexpr std::size_t kMaxCaptions = 20'000;    // Of one meeting: an evening has about 2,000.
inline constexpr std::size_t kMaxCaptionsAtOnce = 50;
inline constexpr std::chrono::seconds kLongestCaption{30};
// By how much a caption may be ahead of the server's clock, for the clocks of others differ.
inline constexpr std::chrono::seconds kCaptionsAhead{2};
// So many within that time; faster than that nobody speaks.
inline constexpr std::size_t kMaxCaptionRate = 100;
inline constexpr std::chrono::seconds kCaptionRateWindow{10};

enum class CaptionLanguage { En, Cy };

[[nodiscard]] std::string_view to_string(CaptionLanguage language) noexcept;
[[nodiscard]] std::optional<CaptionLanguage> caption_language_from(std::string_view name) noexcept;

// From when to when something is shown, on the server's clock, which is that of EXT-X-PROGRAM-DATE-TIME.
struct Showing {
    Timestamp from;
    Timestamp to;
    bool operator==(const Showing&) const = default;
};

struct Caption {
    CaptionId id;
    CaptionLanguage lang = CaptionLanguage::En;
    std::string text;  // As it reads now; empty once it was taken away.
    Showing said;      // When it was said: what recordings go by.
    // When those are shown it who watch live. Words that are typed come after they were said, so they stay until they
    // can have been read, and the next ones wait for that. Empty (from equal to) where it came too late for them.
    Showing live;
    Timestamp came_at;
    std::optional<std::string> original = std::nullopt;    // Where it was corrected.
    std::optional<Timestamp> corrected_at = std::nullopt;  // The last time.

    bool operator==(const Caption&) const = default;
};

// How long it takes to read a text along with a picture.
[[nodiscard]] std::chrono::milliseconds reading_time(std::string_view text) noexcept;

// When those who watch live are shown words that came at `came_at`, after others that are shown until `before`.
[[nodiscard]] Showing live_showing(std::string_view text, const Showing& said, Timestamp came_at, Timestamp before);

}  // namespace wardcast::meeting
