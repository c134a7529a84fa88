#pragma once

#include <map>
#include <string>
#include <vector>

#include "media/multivariant_playlist.h"
#include "media/recording_index.h"
#include "media/segment.h"

// What of a recording's index becomes playlists.
namespace wardcast::media {

// The rendition at whose cuts captions are cut as well.
[[nodiscard]] std::string captions_guide(const RecordingIndex& index);

[[nodiscard]] std::vector<Variant> recorded_variants(const RecordingIndex& index);

// The segments of each rendition as its VOD playlist lists them. Between stretches (the programme was off the air, the
// disk was full, the server restarted) stands a discontinuity, at the same places and as many in every rendition: a
// stretch counts as far as all its run's renditions have it. A segment missing within a stretch becomes EXT-X-GAP.
[[nodiscard]] std::map<std::string, std::vector<Segment>> recorded_segments(const RecordingIndex& index);

}  // namespace wardcast::media
