#include "http/caption_track.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include <spdlog/fmt/fmt.h>

#include "http/web_vtt.h"

namespace wardcast::http {
namespace {

using namespace std::chrono_literals;
using meeting::Caption;
using meeting::Showing;
using std::chrono::milliseconds;

// No piece is longer, whatever an address says.
constexpr auto kLongestPiece = 60s;
// Two lines of 42 characters, as subtitlers have it; bytes, so that other scripts get shorter ones.
constexpr std::size_t kAtAGlance = 84;
// A caption that another one follows is not cut shorter than this.
constexpr auto kShortestCue = 700ms;

std::optional<std::int64_t> take_number(std::string_view& text, char end) {
    std::int64_t number = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const auto length = static_cast<std::size_t>(stop - text.data());
    if (error != std::errc() || number < 0 || length >= text.size() || text[length] != end) return std::nullopt;
    text.remove_prefix(length + 1);
    return number;
}

// Where the first piece of the text ends: between words, where there are any.
std::size_t glance(std::string_view text) {
    if (text.size() <= kAtAGlance) return text.size();
    // Halves rather than a long piece and a word.
    const auto pieces = (text.size() + kAtAGlance - 1) / kAtAGlance;
    const auto wanted = std::min(kAtAGlance, text.size() / pieces + kAtAGlance / 8);
    auto end = text.rfind(' ', wanted);
    if (end == std::string_view::npos || end == 0) end = wanted;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;  // Not within a character.
    return end > 0 ? end : text.size();
}

void add_pieces(std::vector<Cue>& cues, const Caption& caption, const Showing& shown) {
    std::string_view rest = caption.text;
    const auto whole = static_cast<std::int64_t>(rest.size());
    const auto length = (shown.to - shown.from).count();
    auto from = shown.from;
    for (int piece = 1; !rest.empty(); ++piece) {
        const auto text = rest.substr(0, glance(rest));
        rest.remove_prefix(text.size());
        while (rest.starts_with(' '))
            rest.remove_prefix(1);
        const auto done = whole - static_cast<std::int64_t>(rest.size());
        const auto to = rest.empty() ? shown.to : shown.from + milliseconds(length * done / whole);
        cues.push_back({.id = piece == 1 ? caption.id.str() : fmt::format("{}.{}", caption.id.str(), piece),
                        .text = std::string(text),
                        .shown = {from, to}});
        from = to;
    }
}

}  // namespace

std::optional<CaptionCut> parse_caption_cut(std::string_view name) {
    if (!name.ends_with(".vtt")) return std::nullopt;
    name.remove_suffix(3);
    const auto at = take_number(name, '-');
    const auto start = at ? take_number(name, '-') : std::nullopt;
    const auto duration = start ? take_number(name, '.') : std::nullopt;
    // Beyond the year 2200 sums would leave the range of the clock.
    if (!duration || !name.empty() || *at > 7'258'118'400'000 || *start > *at) return std::nullopt;
    if (milliseconds(*duration) > kLongestPiece) return std::nullopt;
    return CaptionCut{Timestamp(milliseconds(*at)), milliseconds(*start), milliseconds(*duration)};
}

std::vector<Cue> cues_between(const std::vector<Caption>& captions, meeting::CaptionLanguage language,
                              CaptionTiming timing, Timestamp from, Timestamp to) {
    struct Shown {
        const Caption* caption;
        Showing when;
    };
    std::vector<Shown> shown;
    for (const Caption& caption : captions) {
        const Showing& when = timing == CaptionTiming::Live ? caption.live : caption.said;
        // The one after the last ends it.
        const bool near = when.to > from && when.from < to + meeting::kLongestCaption;
        if (caption.lang == language && !caption.text.empty() && when.from < when.to && near) {
            shown.push_back({&caption, when});
        }
    }
    std::stable_sort(shown.begin(), shown.end(),
                     [](const Shown& one, const Shown& other) { return one.when.from < other.when.from; });
    std::vector<Cue> cues;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        auto when = shown[i].when;
        if (timing == CaptionTiming::AsSaid && i + 1 < shown.size()) {
            when.to = std::min(when.to, std::max(shown[i + 1].when.from, when.from + kShortestCue));
        }
        add_pieces(cues, *shown[i].caption, when);
    }
    std::erase_if(cues, [&](const Cue& cue) { return cue.shown.to <= from || cue.shown.from >= to; });
    return cues;
}

std::string caption_piece(const std::vector<Cue>& cues, const CaptionCut& cut) {
    // Cues count from the run's beginning, as the picture's own timestamps do. Not MPEGTS:0, which hls.js takes for no
    // word at all; eleven microseconds are nothing.
    std::string vtt = "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:1\n";
    for (const Cue& cue : cues) {
        const auto place = [&](Timestamp time) { return std::max(cut.start + (time - cut.at), 0ms); };
        fmt::format_to(std::back_inserter(vtt), "\n{}\n{} --> {}\n{}\n", cue.id, vtt_time(place(cue.shown.from)),
                       vtt_time(place(cue.shown.to)), vtt_text(cue.text));
    }
    return vtt;
}

}  // namespace wardcast::http
