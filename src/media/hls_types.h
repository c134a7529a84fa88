#pragma once

#include <utility>

#include "base/bytes.h"
#include "media/hls_reply.h"

// Content types and caching of HLS answers (docs/protocol.md 4.2).
namespace wardcast::media {

inline constexpr const char* kPlaylistType = "application/vnd.apple.mpegurl";
inline constexpr const char* kMediaType = "video/mp4";

// Asked for again with every visit; the answer changes while renditions come and go.
inline constexpr const char* kIndexCaching = "no-cache";
// A plain live playlist is stale once the next part is there.
inline constexpr const char* kPlaylistCaching = "max-age=1";
// The address names the part waited for, so that caches may keep the answer for as long as anyone asks for it
// (RFC 8216bis section 6.2.5.2: six times the target duration at most; three serve all who are near the edge).
inline constexpr const char* kBlockedPlaylistCaching = "max-age=6";
// One address, one content for ever.
inline constexpr const char* kImmutableCaching = "max-age=31536000, immutable";

[[nodiscard]] inline HlsBody media_body(SharedBytes bytes) {
    return HlsBody{std::move(bytes), kMediaType, kImmutableCaching, nullptr};
}

}  // namespace wardcast::media
