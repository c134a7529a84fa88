#pragma once

#include <map>
#include <string>
#include <vector>

#include "media/recording_index.h"
#include "media/segment.h"

namespace wardcast::media {

// A segment, and the rendition that it is of.
struct SegmentOf {
    std::string rendition;
    Segment segment;
};

// The renditions of a recording's picture, the largest first.
[[nodiscard]] std::vector<std::string> pictures_by_size(const RecordingIndex& index);

// The best picture that there is of each moment: the first rendition, and where it has gaps (the machine could not
// carry it, or its encoder stood still), whole segments of the next ones. In the order of time, stretch by stretch;
// gaps are left where none has anything.
//
// playlists: recorded_segments() of the index. A segment of which a part alone is missing in a better rendition takes
// the place of what is there, as decoding cannot begin in its middle.
[[nodiscard]] std::vector<SegmentOf> fullest_picture(const std::vector<std::string>& best_first,
                                                     const std::map<std::string, std::vector<Segment>>& playlists);

}  // namespace wardcast::media
