#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "meeting/caption.h"

// Captions as players are given them: WebVTT, cut where the picture is cut (media/caption_tracks.h).
namespace wardcast::http {

// The time that one piece covers, as its address says it: "{at}-{start}-{duration}.vtt", in milliseconds.
struct CaptionCut {
    Timestamp at;                       // When it begins…
    std::chrono::milliseconds start{};  // …and where that is on the timeline of the programme's run.
    std::chrono::milliseconds duration{};

    [[nodiscard]] Timestamp end() const { return at + duration; }
};

// Nothing for what no playlist of ours has.
[[nodiscard]] std::optional<CaptionCut> parse_caption_cut(std::string_view name);

// Whether captions stand where the words were said, or where those who watch live can still read them.
enum class CaptionTiming { AsSaid, Live };

// One or two lines that are shown together.
struct Cue {
    std::string id;
    std::string text;
    meeting::Showing shown;
};

// What is shown between two moments, in order. Longer captions come in pieces that can be read at a glance.
[[nodiscard]] std::vector<Cue> cues_between(const std::vector<meeting::Caption>& captions,
                                            meeting::CaptionLanguage language, CaptionTiming timing, Timestamp from,
                                            Timestamp to);

// One piece of the track; a cue stands in each piece in which it is shown.
[[nodiscard]] std::string caption_piece(const std::vector<Cue>& cues, const CaptionCut& cut);

}  // namespace wardcast::http
