#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "media/rendition_sink.h"

namespace wardcast::media {

// A rendition as the multivariant playlist shows it.
struct Variant {
    RenditionInfo info;
    std::string codec;          // RFC 6381
    std::uint64_t peak = 0;     // Bit/s of the fattest segment so far; 0: none yet.
    std::uint64_t average = 0;  // Bit/s over all segments so far; 0: none yet.
};

// The multivariant playlist (RFC 8216bis section 4.4.6): a variant for each video rendition with the sound as a group
// of its own, and one with the sound alone. In the order given, sound last.
// query: what their addresses end in. captions: the languages in which there are some, each a group of its own.
[[nodiscard]] std::string render_multivariant_playlist(const std::vector<Variant>& renditions,
                                                       std::string_view query = {},
                                                       const std::vector<std::string>& captions = {});

}  // namespace wardcast::media
