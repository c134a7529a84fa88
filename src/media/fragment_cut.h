#pragma once

#include <cstdint>
#include <vector>

#include "media/fmp4_track.h"

namespace wardcast::media {

// Cuts a fragment where packaging needs a border that the muxer did not make: before every keyframe, and so that no
// piece is longer than max_duration ticks (unless a single sample is). mp4mux needs this at the end of a stream, where
// it puts what is left into one fragment of any length. A fragment that needs no cut comes back byte for byte.
//
// every_sample_is_sync: sound, where each frame is a keyframe and none is a border.
[[nodiscard]] std::vector<Fragment> cut_fragment(Fragment fragment, std::uint32_t track, std::uint64_t max_duration,
                                                 bool every_sample_is_sync);

}  // namespace wardcast::media
