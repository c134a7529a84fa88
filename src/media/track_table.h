#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "media/fmp4_track.h"
#include "media/mp4_box.h"

namespace wardcast::media {

// One track of a progressive MP4: where its samples lie, and the boxes that say so (ISO/IEC 14496-12 section 8.6).
//
// Samples are added in the order of their times, which may have holes: the sample before a hole lasts until its end.
class TrackTable {
  public:
    // number: of the track in the file.
    explicit TrackTable(std::uint32_t number) : number_(number) {}

    // The initialisation segment to which what is added from now on belongs. The first one gives the track its form;
    // its timescale may not change.
    [[nodiscard]] Result<void> begin(const TrackInit& init);
    // The samples of one fragment, which lie together from `place` on, counted from the beginning of the media data.
    // start: in ticks, on the file's timeline.
    void add(const FragmentHead& fragment, std::int64_t start, std::uint64_t place);

    [[nodiscard]] bool empty() const { return sizes_.empty(); }
    [[nodiscard]] std::uint32_t timescale() const { return timescale_; }
    // From the file's beginning to the end of the last sample, in ticks.
    [[nodiscard]] std::uint64_t end() const { return placed_ + last_duration_; }

    // The trak box. media: where in the file the media data begins. movie_timescale: of the mvhd.
    void write(BoxWriter& out, std::uint64_t media, std::uint32_t movie_timescale) const;

  private:
    struct Run {
        std::uint32_t count = 0;
        std::uint32_t value = 0;
    };
    struct Chunk {
        std::uint64_t place = 0;
        std::uint32_t samples = 0;
        std::uint32_t description = 0;  // From 1.
    };

    static void extend(std::vector<Run>& runs, std::uint32_t value);
    void write_tkhd(BoxWriter& out, std::uint32_t movie_timescale) const;
    void write_edts(BoxWriter& out, std::uint32_t movie_timescale) const;
    void write_stbl(BoxWriter& out, std::uint64_t media) const;
    void write_stsd(BoxWriter& out) const;
    static void write_runs(BoxWriter& out, std::uint32_t type, std::uint32_t version, const std::vector<Run>& runs);
    void write_stss(BoxWriter& out) const;
    void write_stsc(BoxWriter& out) const;
    void write_stsz(BoxWriter& out) const;
    void write_co64(BoxWriter& out, std::uint64_t media) const;

    std::uint32_t number_;
    std::uint32_t timescale_ = 0;
    std::string tkhd_, hdlr_, header_, dinf_;  // Bodies of boxes taken over; header_: with its type, vmhd or smhd.
    std::vector<std::string> descriptions_;    // Sample entries, whole boxes.
    std::uint32_t description_ = 0;            // That applies, from 1.
    std::vector<std::uint32_t> sizes_;         // Of each sample.
    std::vector<Run> durations_;               // Of each sample but the last.
    std::vector<Run> compositions_;
    std::vector<std::uint32_t> syncs_;  // Numbers of the samples at which decoding may begin, from 1.
    std::vector<Chunk> chunks_;
    std::uint64_t first_ = 0;   // Time of the first sample.
    std::uint64_t placed_ = 0;  // Time of the last one.
    std::uint32_t last_duration_ = 0;
};

}  // namespace wardcast::media
