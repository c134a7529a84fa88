#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

// What packaging must know of one track of fragmented MP4 (ISO/IEC 14496-12 section 8.8).
namespace wardcast::media {

// The initialisation segment (ftyp and moov) and what it says.
struct TrackInit {
    SharedBytes bytes;
    std::uint32_t timescale = 0;  // Ticks a second.
    std::string codec;            // For CODECS (RFC 6381): "avc1.64001F", "mp4a.40.2".
    std::uint32_t track = 0;
    // From trex: what samples are where a fragment says nothing of its own.
    std::uint32_t default_duration = 0;
    std::uint32_t default_size = 0;
    std::uint32_t default_flags = 0;
};

struct Sample {
    std::uint32_t duration = 0;  // Ticks.
    std::uint32_t size = 0;      // Bytes.
    std::uint32_t flags = 0;     // ISO/IEC 14496-12 section 8.8.3.1.
    std::uint32_t composition = 0;

    // A keyframe, or any frame of sound: decoding may begin here.
    [[nodiscard]] bool is_sync() const { return (flags & 0x10000U) == 0; }
};

// One moof with its mdat: a part, unless it has to be cut.
struct Fragment {
    std::uint64_t start = 0;     // Decode time in ticks.
    std::uint64_t duration = 0;  // Ticks.
    std::vector<Sample> samples;
    std::string bytes;
    std::size_t payload = 0;  // Where in bytes the first sample begins.

    [[nodiscard]] bool independent() const { return !samples.empty() && samples.front().is_sync(); }
};

// Reads ftyp followed by moov, with exactly one track of H.264 or AAC.
[[nodiscard]] Result<TrackInit> read_track_init(std::string bytes);

// Whether a player that was given one of them can go on with fragments of the other.
[[nodiscard]] bool is_same_format(const TrackInit& one, const TrackInit& other);

// Adds to the fragment's decode time, also in its bytes.
void move_later(Fragment& fragment, std::uint64_t ticks);

// What a moof says of its one track.
struct FragmentHead {
    std::uint64_t start = 0;     // Decode time in ticks.
    std::uint64_t duration = 0;  // Ticks.
    std::uint64_t payload = 0;   // Bytes of all samples.
    std::vector<Sample> samples;
};

// Reads the inside of a moof box.
[[nodiscard]] Result<FragmentHead> read_moof(const TrackInit& track, std::string_view moof);

// Reads a moof box followed by its mdat box.
[[nodiscard]] Result<Fragment> read_fragment(const TrackInit& track, std::string bytes);

}  // namespace wardcast::media
