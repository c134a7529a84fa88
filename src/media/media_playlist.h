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

// Segments that were live and are now on disk alone: what playlists that reach back to the beginning of the meeting say
// of them. A meeting of three hours has five thousand in each rendition, so there is little of each.
class PlaylistPast {
  public:
    struct Listed {
        Timestamp at;
        Micros start{};
        Micros duration{};
        std::uint32_t run = 0;
        bool discontinuity = false;
        bool gap = false;
    };
    // Contiguous: the next number follows.
    using Piece = std::vector<Listed>;

    // Adds the next segment. is_there: the disk has it; else it is a gap.
    void append(const Segment& segment, bool is_there);

    [[nodiscard]] bool empty() const { return pieces_.empty(); }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::uint64_t first_msn() const { return first_msn_; }
    // Oldest first.
    [[nodiscard]] const std::vector<std::shared_ptr<const Piece>>& pieces() const { return pieces_; }

  private:
    // Copies share their pieces: only the last one is made anew for a segment, however long the meeting is.
    std::vector<std::shared_ptr<const Piece>> pieces_;
    std::uint64_t first_msn_ = 0;
    std::size_t size_ = 0;
};

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
