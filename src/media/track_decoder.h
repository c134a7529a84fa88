#pragma once

#include <optional>
#include <string>

#include "media/gst_ptr.h"

namespace wardcast::media {

enum class TrackKind { Picture, Sound };

// How a track of a stream becomes raw pictures or sound.
struct TrackDecoder {
    TrackKind kind = TrackKind::Picture;
    std::string elements;  // As gst-launch writes them; the last one is named "decoder".
};

// The decoder for a track with these caps: of a demuxer, or RTP. Nothing for what is neither picture nor sound, or in a
// codec that Wardcast does not take. A table and no autoplugging: what a stranger sends reaches only what stands here.
[[nodiscard]] std::optional<TrackDecoder> decoder_for(const GstCaps& caps);

}  // namespace wardcast::media
