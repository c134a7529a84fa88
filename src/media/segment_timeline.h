#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "media/fmp4_track.h"
#include "media/segment.h"

namespace wardcast::media {

// Whether viewers get the real programme; stretch counts the times that it went on the air.
struct Air {
    bool on = true;
    std::uint32_t stretch = 0;
};

// Where a run of the programme begins.
struct RunStart {
    Timestamp epoch;  // Wall time of PTS 0.
    std::uint32_t run = 0;
    std::uint64_t first_msn = 0;
};

// Groups the parts of one rendition into segments and keeps those of the live window.
//
// A segment of video begins at a keyframe and is closed after two seconds without waiting for the next one; sound is
// cut at the part border nearest to each even second, so that it goes along with the video. No segment is ever longer
// than EXT-X-TARGETDURATION allows: video that could only go on without a keyframe becomes EXT-X-GAP until one comes.
//
// Threads: one at a time.
class SegmentTimeline {
  public:
    SegmentTimeline(bool video, std::chrono::seconds window);

    // Before the first part. history: segments of the run before that players may still hold in their playlists,
    // contiguous, the last one ending right before start.first_msn.
    void begin(const RunStart& start, std::vector<SegmentPtr> history);
    [[nodiscard]] bool begun() const { return begun_; }

    // Takes the next part, at most kPartTarget long. False (and nothing taken): its decode time goes back.
    [[nodiscard]] bool add(Fragment part, std::uint32_t timescale, const Air& air);
    // Closes the open segment.
    void end();
    // Nothing comes for the time up to here: EXT-X-GAP from where the last part ended.
    void gap_until(Micros until);

    // Segments completed since the last call, oldest first.
    [[nodiscard]] std::vector<SegmentPtr> take_closed();

    // Segments that have left the live window since the last call, oldest first.
    [[nodiscard]] std::vector<SegmentPtr> take_forgotten();

    // The live window: complete segments, oldest first.
    [[nodiscard]] const std::deque<SegmentPtr>& segments() const { return segments_; }
    // The segment being filled, perhaps without parts yet. Its msn is the next one to be complete.
    [[nodiscard]] const Segment& open() const { return open_; }

  private:
    [[nodiscard]] bool must_begin_segment(const Segment& open, const Part& part) const;
    [[nodiscard]] bool is_full(Micros last_part) const;
    void append(Part part, Micros start, const Air& air);
    void skip(Micros start, Micros end);
    void close();
    void close_gap(Micros start, Micros end);
    void list(SegmentPtr segment);
    void forget_old();
    void open_next();

    const bool video_;
    const Micros window_;
    RunStart run_;
    bool begun_ = false;
    Micros end_{};                     // Where the last part ended.
    std::optional<Micros> gap_since_;  // Waiting for a keyframe since here.
    std::deque<SegmentPtr> segments_;
    std::vector<SegmentPtr> closed_;
    std::vector<SegmentPtr> forgotten_;
    Segment open_;
    std::vector<SharedBytes> open_bytes_;
};

}  // namespace wardcast::media
