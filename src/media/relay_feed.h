#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>

#include "media/broadcast.h"
#include "media/programme_tap.h"
#include "media/relay_output.h"

namespace wardcast::media {

// What a relay takes of the programme: the coded pictures of the best rendition, from a keyframe on, and the sound that
// goes with them. Nothing is encoded for it. Where the target takes pictures too slowly they are left out up to the
// next keyframe; the programme never waits.
//
// Threads: as ProgrammeTap; the rest on any.
class RelayFeed final : public ProgrammeTap {
  public:
    // Pictures that may wait to be sent: three seconds. While pictures are left out, so is the sound.
    static constexpr std::size_t kMostWaiting = 3 * kFps;

    // From here on it is fed; borrowed until close().
    void open(RelayOutput& output);
    // Afterwards nothing reaches the output any more.
    void close() noexcept;
    // Pictures left out since open().
    [[nodiscard]] std::uint64_t dropped() const noexcept { return dropped_; }

    void begun(Ticks::time_point at) noexcept override;
    void encoded(const RenditionInfo& rendition, GstBuffer* unit, GstCaps* caps) noexcept override;

  private:
    void take_picture(GstBuffer* unit, GstCaps* caps, GstClockTime due, bool is_keyframe) noexcept;

    std::atomic<GstClockTime> begun_{0};
    std::atomic<std::uint64_t> dropped_{0};
    std::mutex mutex_;  // Guards the rest. Held while something is pushed, which waits for nobody.
    RelayOutput* output_ = nullptr;
    BestRendition best_;
    std::optional<GstClockTime> base_;  // When the first picture was due; none before it.
    bool is_holding_ = false;           // Until the next keyframe.
};

}  // namespace wardcast::media
