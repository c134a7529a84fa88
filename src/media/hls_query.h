#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"

// What a request below /hls/{slug}/ asks for.
namespace wardcast::media {

// Delivery directives (RFC 8216bis section 6.2.5).
struct DeliveryDirectives {
    std::optional<std::uint64_t> msn;   // _HLS_msn
    std::optional<std::uint64_t> part;  // _HLS_part; only beside msn
    bool skip = false;                  // _HLS_skip
    bool dvr = false;                   // Ours: dvr=1, back to the beginning of the meeting.
    bool captions = false;              // Ours: captions=1, the multivariant playlist names them.

    bool operator==(const DeliveryDirectives&) const = default;
};

// query is undecoded, without the '?'. Parameters of others are left alone. BadInput: a number that is none (or more
// than 18 digits), a directive given twice, _HLS_part without _HLS_msn.
[[nodiscard]] Result<DeliveryDirectives> parse_delivery_directives(std::string_view query);

struct MultivariantPath {
    bool operator==(const MultivariantPath&) const = default;
};
struct MediaPlaylistPath {
    std::string rendition;
    bool operator==(const MediaPlaylistPath&) const = default;
};
struct InitPath {
    std::string rendition;
    std::uint64_t run = 0;
    bool operator==(const InitPath&) const = default;
};
struct SegmentPath {
    std::string rendition;
    std::uint64_t msn = 0;
    bool operator==(const SegmentPath&) const = default;
};
struct PartPath {
    std::string rendition;
    std::uint64_t msn = 0;
    std::uint64_t part = 0;
    bool operator==(const PartPath&) const = default;
};
// Captions in one language; their pieces are not the media side's.
struct CaptionsPath {
    std::string language;
    bool operator==(const CaptionsPath&) const = default;
};
using HlsPath = std::variant<MultivariantPath, MediaPlaylistPath, InitPath, SegmentPath, PartPath, CaptionsPath>;

// Reads what follows /hls/{slug}/ (docs/protocol.md 4.2). NotFound for anything else; a rendition's name is letters,
// digits, '-' and '_' only, so that it can stand in a file name.
[[nodiscard]] Result<HlsPath> parse_hls_path(std::string_view path);

}  // namespace wardcast::media
