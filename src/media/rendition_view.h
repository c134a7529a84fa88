#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "media/hls_query.h"
#include "media/hls_types.h"
#include "media/media_playlist.h"
#include "media/multivariant_playlist.h"

namespace wardcast::media {

// What players may see of a live rendition at one moment.
//
// Threads: whoever makes it fills in its members and calls render(); from then on it is immutable, and any.
struct RenditionView {
    std::string rendition;
    std::deque<SegmentPtr> segments;
    Segment open;
    bool ended = false;
    Variant variant;
    SharedBytes init;
    std::uint32_t run = 0;
    std::vector<RenditionReport> reports;  // Of the other renditions.
    std::shared_ptr<const PlaylistPast> past;

    // The playlists that everybody asks for; the others when the first of those few asks who go back to the beginning
    // or read along.
    void render();
    [[nodiscard]] const HlsBody& playlist(const DeliveryDirectives& directives, Lists lists) const;

    // Null: it does not show this segment.
    [[nodiscard]] const Segment* find(std::uint64_t msn) const;
    [[nodiscard]] PlaylistPosition last() const;
    // Whether the playlist has what _HLS_msn and _HLS_part ask for (RFC 8216bis 6.2.5.2).
    [[nodiscard]] bool has(std::uint64_t msn, std::optional<std::uint64_t> part) const;
    // Whether it is so far ahead that nobody may wait for it.
    [[nodiscard]] bool is_too_far(std::uint64_t msn, std::optional<std::uint64_t> part) const;

  private:
    struct Later {
        std::once_flag rendered;
        HlsBody body;
    };
    struct Playlists {
        Later full;
        Later delta;
    };

    [[nodiscard]] HlsBody rendered(const DeliveryDirectives& directives, Lists lists) const;

    HlsBody full_;
    HlsBody delta_;
    mutable Playlists dvr_;
    mutable Playlists captions_;
    mutable Playlists dvr_captions_;
};

}  // namespace wardcast::media
