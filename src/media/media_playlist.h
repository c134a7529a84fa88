#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "media/segment.h"

// Media playlists as text (RFC 8216bis section 4).
namespace wardcast::media {

// What the addresses of playlists end in that reach back to the beginning of the meeting.
inline constexpr const char* kDvrQuery = "?dvr=1";

// The newest part of a rendition; any is false where there is none yet.
struct PlaylistPosition {
    std::uint64_t msn = 0;
    std::uint64_t part = 0;
    bool any = false;
};

// What a media playlist lists: the pieces of a rendition, or of captions cut at the same places. Those have whole
// segments alone, which is soon enough for words, and neither maps nor gaps.
enum class Lists { Media, Captions };

struct RenditionReport {
    std::string rendition;
    PlaylistPosition last;
};

// Segments that were live and are now on disk alone, as they stand in playlists that reach back to the beginning of the
// meeting. Only ever grows at its end.
struct PlaylistPast {
    // Versions share their pieces: only the last one is copied when a segment is added, however long the meeting is.
    struct Piece {
        std::string text;
        std::string captions;  // The same for captions.
        std::size_t segments = 0;
    };
    std::vector<std::shared_ptr<const Piece>> pieces;
    std::uint64_t first_msn = 0;
    std::uint32_t discontinuities = 0;  // EXT-X-DISCONTINUITY-SEQUENCE
    std::size_t segments = 0;
    std::uint32_t last_run = 0;
};

// Adds the next segment. is_there: the disk has it; else it is a gap.
void append(PlaylistPast& past, const std::string& rendition, const Segment& segment, bool is_there);

// What a live playlist shows. Borrowed while rendering.
struct LivePlaylist {
    const std::string& rendition;
    const std::deque<SegmentPtr>& segments;
    const Segment& open;
    bool ended = false;  // EXT-X-ENDLIST; open is not looked at.
    const std::vector<RenditionReport>& reports;
    const PlaylistPast* past = nullptr;  // With it: back to the beginning (dvr=1).
    Lists lists = Lists::Media;
};

// The whole playlist.
[[nodiscard]] std::string render_live_playlist(const LivePlaylist& playlist);
// The delta update for _HLS_skip; nothing where no segment is old enough to be skipped.
[[nodiscard]] std::optional<std::string> render_delta_update(const LivePlaylist& playlist);

// The playlist of a finished recording. Segments carry their own numbers in their addresses.
[[nodiscard]] std::string render_vod_playlist(const std::string& rendition, const std::vector<Segment>& segments,
                                              Lists lists = Lists::Media);

}  // namespace wardcast::media
