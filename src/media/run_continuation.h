#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "media/recording_index.h"
#include "media/segment.h"
#include "media/segment_timeline.h"

// How a new run of a programme goes on from the one before, so that no number that a player or a cache may have seen is
// ever given to something else.
namespace wardcast::media {

// What a run is numbered by where nothing on disk says what came before: seconds since 2026, which outrun segments.
[[nodiscard]] RunStart run_by_the_clock(Timestamp epoch);

// The run after those of the index. Segments that were live but never reached the disk (off the air, disk full, the
// last second before a crash) may have used numbers beyond the last recorded one: as many are left out as could have
// been made since.
[[nodiscard]] RunStart run_after(const RecordingIndex& index, Timestamp epoch);

// What a live playlist still shows of the run before: its last segments within window, then EXT-X-GAP up to the new
// run's first number. Empty when it is too long ago.
[[nodiscard]] std::vector<SegmentPtr> history_before(const RecordingIndex& index, const RunStart& start,
                                                     const std::string& rendition, std::chrono::seconds window);

// Everything that a player may go back to before the run: recorded segments, and gaps where numbers were used by what
// was not recorded or left out between runs. Begins anew after a hole of more than half an hour's numbers, and after a
// run of which nothing was recorded.
[[nodiscard]] std::vector<SegmentPtr> past_before(const RecordingIndex& index, const RunStart& start,
                                                  const std::string& rendition);

}  // namespace wardcast::media
