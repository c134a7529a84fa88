#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "media/rendition_sink.h"

namespace wardcast::media {

// One picture size of a programme.
struct VideoRung {
    std::string name;  // Of the rendition: "720p".
    int width = 0;
    int height = 0;
    int kbps = 0;
};

// What a programme is encoded to: pictures in several sizes, best first, and one sound that all of them share.
struct Ladder {
    std::vector<VideoRung> rungs;
    int sound_kbps = 0;
};

// Rungs as the configuration writes them, best first: "720p:2500" is 1280x720 at 2500 kbit/s. Refused: none or more
// than six, an order that does not fall, and what is out of bounds (90 to 2160 lines, 50 to 20000 kbit/s).
[[nodiscard]] Result<Ladder> parse_ladder(const std::vector<std::string>& rungs);
[[nodiscard]] const Ladder& default_ladder();

[[nodiscard]] RenditionInfo rendition_of(const VideoRung& rung);
[[nodiscard]] RenditionInfo sound_rendition(const Ladder& ladder);

}  // namespace wardcast::media
