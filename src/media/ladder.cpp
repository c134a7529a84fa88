#include "media/ladder.h"

#include <charconv>
#include <optional>
#include <string_view>

#include "media/raw_format.h"

namespace wardcast::media {

namespace {

constexpr int kKilobit = 1000;
constexpr int kSoundKbps = 48;
constexpr std::size_t kMostRungs = 6;
constexpr int kFewestLines = 90, kMostLines = 2160;
constexpr int kFewestKbps = 50, kMostKbps = 20'000;
// A segment of 2 s may hold its share and one full rate-control buffer of 600 ms, and the boxes around them.
constexpr int kPeakPercent = 135;

// The nearest even number: chroma has half the size.
int even(int size) {
    return (size + 1) / 2 * 2;
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<VideoRung> parse_rung(std::string_view text) {
    const auto colon = text.find("p:");
    if (colon == std::string_view::npos) return std::nullopt;
    const auto lines = number(text.substr(0, colon));
    const auto kbps = number(text.substr(colon + 2));
    if (!lines || !kbps || *lines < kFewestLines || *lines > kMostLines || *lines % 2 != 0) return std::nullopt;
    if (*kbps < kFewestKbps || *kbps > kMostKbps) return std::nullopt;
    return VideoRung{std::to_string(*lines) + "p", even(*lines * kWidth / kHeight), *lines, *kbps};
}

}  // namespace

Result<Ladder> parse_ladder(const std::vector<std::string>& rungs) {
    Ladder ladder{.rungs = {}, .sound_kbps = kSoundKbps};
    for (const auto& text : rungs) {
        const auto rung = parse_rung(text);
        if (!rung) {
            return failure(ErrorKind::BadInput, "'" + text +
                                                    "' is no rung: write LINESp:KBPS, as 720p:2500, with an even "
                                                    "number of 90 to 2160 lines and 50 to 20000 kbit/s");
        }
        if (!ladder.rungs.empty() && rung->height >= ladder.rungs.back().height) {
            return failure(ErrorKind::BadInput,
                           "the rungs must fall: " + rung->name + " stands after " + ladder.rungs.back().name);
        }
        ladder.rungs.push_back(*rung);
    }
    if (ladder.rungs.empty() || ladder.rungs.size() > kMostRungs) {
        return failure(ErrorKind::BadInput, "a ladder has 1 to 6 rungs");
    }
    return ladder;
}

const Ladder& default_ladder() {
    static const Ladder kDefault = *parse_ladder({"720p:2500", "480p:1100", "240p:350"});
    return kDefault;
}

RenditionInfo rendition_of(const VideoRung& rung) {
    return {rung.name, true, rung.width, rung.height, kFps, rung.kbps * kKilobit * kPeakPercent / 100};
}

RenditionInfo sound_rendition(const Ladder& ladder) {
    return {"audio", false, 0, 0, 0, ladder.sound_kbps * kKilobit * kPeakPercent / 100};
}

}  // namespace wardcast::media
