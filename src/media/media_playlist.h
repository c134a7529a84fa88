#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "media/segment.h"

// Media playlists as text (RFC 8216bis section 4).
namespace wardcast::media {

// The newest part of a rendition; any is false where there is none yet.
struct PlaylistPosition {
    std::uint64_t msn = 0;
    std::uint64_t part = 0;
    bool any = false;
};

struct RenditionReport {
    std::string rendition;
    PlaylistPosition last;
};

// What a live playlist shows. Borrowed while rendering.
struct LivePlaylist {
    const std::string& rendition;
    const std::deque<SegmentPtr>& segments;
    const Segment& open;
    bool ended = false;  // EXT-X-ENDLIST; open is not looked at.
    const std::vector<RenditionReport>& reports;
};

// The whole playlist.
[[nodiscard]] std::string render_live_playlist(const LivePlaylist& playlist);
// The delta update for _HLS_skip; nothing where no segment is old enough to be skipped.
[[nodiscard]] std::optional<std::string> render_delta_update(const LivePlaylist& playlist);

// The playlist of a finished recording. Segments carry their own numbers in their addresses.
[[nodiscard]] std::string render_vod_playlist(const std::string& rendition, const std::vector<Segment>& segments);

}  // namespace wardcast::media
