#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"

// Parts and segments of one rendition as playlists list them, and the durations that all playlists promise.
namespace wardcast::media {

using Micros = std::chrono::microseconds;

// EXT-X-TARGETDURATION, the length of the encoders' group of pictures. It may never change (RFC 8216bis 6.2.1).
inline constexpr std::chrono::seconds kTargetDuration{2};
// A segment's duration, rounded to whole seconds, must not exceed the target duration (4.4.3.1).
inline constexpr Micros kLongestSegment{2'499'999};
// EXT-X-PART-INF; the muxers' fragment duration, which they take in whole milliseconds. Ten pictures are 333.3 ms, a
// sixth of a group of pictures; fifteen frames of AAC at 48 kHz are 320 ms, and no part but a segment's last may have
// less than 85 % (4.4.4.9).
inline constexpr std::chrono::milliseconds kPartTarget{334};
// "At least three times the part target duration is recommended" (4.4.3.8).
inline constexpr Micros kPartHoldBack = 3 * kPartTarget;
// Players not in low latency stay this far behind; at least three target durations (4.4.3.8).
inline constexpr Micros kHoldBack = 3 * kTargetDuration;
// Segments older than this may be left out of a delta update; at least six target durations (4.4.3.8).
inline constexpr Micros kSkipUntil = 6 * kTargetDuration;
// Parts further than this from the end are no longer listed (6.2.2).
inline constexpr Micros kPartsListed = 3 * kTargetDuration;
// How long a blocked request waits at most (6.2.5.2).
inline constexpr std::chrono::milliseconds kLongestWait = 3 * kTargetDuration;

struct Part {
    Micros duration{};
    bool independent = false;  // Decoding may begin with it.
    std::size_t offset = 0;    // Within its segment.
    std::size_t size = 0;
    SharedBytes bytes;  // Null once the segment is compact.
};

// The bytes of a whole segment: put together when somebody first asks, and then shared by all.
// Threads: any.
class SegmentBody {
  public:
    explicit SegmentBody(std::vector<SharedBytes> pieces) : pieces_(std::move(pieces)) {}

    [[nodiscard]] SharedBytes whole() const;
    // In order; their concatenation is the segment.
    [[nodiscard]] const std::vector<SharedBytes>& pieces() const { return pieces_; }

  private:
    std::vector<SharedBytes> pieces_;
    mutable std::once_flag built_;
    mutable SharedBytes whole_;
};

struct Segment {
    std::uint64_t msn = 0;
    std::uint32_t run = 0;       // Of the programme: each has its own init-{run}.mp4 and its own timeline from zero.
    bool discontinuity = false;  // EXT-X-DISCONTINUITY stands before it.
    bool gap = false;            // EXT-X-GAP: nothing there.
    Micros start{};              // On the run's timeline.
    Micros duration{};
    Timestamp at;                             // Wall time of start.
    std::vector<Part> parts;                  // Empty: not listed.
    std::shared_ptr<const SegmentBody> body;  // Null for a gap, while open, and where only the disk has it.
    std::optional<std::uint32_t> stretch;     // Stretch on air that it belongs to; nothing: not to be recorded.

    [[nodiscard]] Micros end() const { return start + duration; }
};
using SegmentPtr = std::shared_ptr<const Segment>;

// The same segment without parts of its own: one contiguous body, from which an old part is cut when asked for.
[[nodiscard]] SegmentPtr compact(const Segment& segment);
[[nodiscard]] bool is_compact(const Segment& segment);

// The bytes of one part, also of a compact segment; null when there is no such part or nothing in memory.
[[nodiscard]] SharedBytes part_bytes(const Segment& segment, std::uint64_t part);

}  // namespace wardcast::media
