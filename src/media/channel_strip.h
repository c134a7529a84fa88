#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "media/camera_feed.h"
#include "media/loudness.h"
#include "media/raw_format.h"

namespace wardcast::media {

using SoundBlock = std::array<float, kSamplesPerBlock * kChannels>;

// The level of sound in dBFS (RMS), gathered until it is asked for.
class LevelMeter {
  public:
    static constexpr double kSilence = -100;
    void hear(std::span<const float> samples);
    // Of what was heard since the last time.
    [[nodiscard]] double take();

  private:
    double energy_ = 0;
    std::size_t samples_ = 0;
};

// One camera's sound on its way into the mix: measured as it comes, then brought to the programme's loudness.
//
// Threads: the pacer's.
class ChannelStrip {
  public:
    // The next block of the feed, which is due at this time.
    void take(CameraFeed& feed, Ticks::time_point due);
    [[nodiscard]] const SoundBlock& block() const noexcept { return block_; }
    // As the camera sent it.
    [[nodiscard]] double take_level() { return meter_.take(); }

  private:
    SoundBlock block_{};
    LevelMeter meter_;
    Loudness loudness_;
};

}  // namespace wardcast::media
