#pragma once

#include "media/playback.h"
#include "media/recording_index.h"

namespace wardcast::media {

// What an index says of a recording as a whole: what plays when, and why something is missing.
[[nodiscard]] RecordingFacts recording_facts(const RecordingIndex& index);

}  // namespace wardcast::media
