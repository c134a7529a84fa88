#include "meeting/caption.h"

#include <algorithm>

#include "meeting/words.h"

namespace wardcast::meeting {
namespace {

using namespace std::chrono_literals;

constexpr auto kLanguages = words<CaptionLanguage>("en", "cy");

// 60 ms a character are 17 characters a second, which subtitlers hold to be a comfortable pace.
constexpr auto kCharacter = 60ms;
constexpr auto kShortestReading = 1'500ms;
constexpr auto kLongestReading = 7'000ms;
// Where words come faster than they can be read, each is still shown so long.
constexpr auto kGlimpse = 1'000ms;
// What came later than this after it was said has nothing to do any more with what viewers see.
constexpr auto kTooLate = 60'000ms;

}  // namespace

std::string_view to_string(CaptionLanguage language) noexcept {
    return kLanguages.of(language);
}

std::optional<CaptionLanguage> caption_language_from(std::string_view name) noexcept {
    return kLanguages.find(name);
}

std::chrono::milliseconds reading_time(std::string_view text) noexcept {
    const auto characters = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
    return std::clamp<std::chrono::milliseconds>(characters * kCharacter, kShortestReading, kLongestReading);
}

Showing live_showing(std::string_view text, const Showing& said, Timestamp came_at, Timestamp before) {
    if (came_at - said.from > kTooLate) return {said.from, said.from};
    const auto from = std::max(said.from, before);
    const auto read = std::max(said.from, came_at) + reading_time(text);
    return {from, std::max(read, from + kGlimpse)};
}

}  // namespace wardcast::meeting
