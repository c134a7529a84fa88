#pragma once

#include <algorithm>
#include <array>
#include <string_view>

// Captions as renditions of a programme (RFC 8216bis section 4.4.6.1, TYPE=SUBTITLES). The media side cuts their
// playlists like those of the pictures and names each piece by the time that it covers; who knows the words makes the
// pieces when they are asked for (docs/decisions/0013).
namespace wardcast::media {

struct CaptionTrack {
    std::string_view language;  // RFC 5646
    std::string_view name;      // For people, in that language.
};

// Live programmes offer all of them: somebody may begin to write at any moment.
inline constexpr std::array kCaptionTracks = {CaptionTrack{"en", "English"}, CaptionTrack{"cy", "Cymraeg"}};

[[nodiscard]] constexpr bool is_caption_language(std::string_view language) {
    return std::any_of(kCaptionTracks.begin(), kCaptionTracks.end(),
                       [&](const CaptionTrack& track) { return track.language == language; });
}

}  // namespace wardcast::media
