#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <utility>
#include <vector>

#include "media/raw_format.h"

namespace wardcast::media {

// Keeps the programme's peaks below the ceiling: it looks 5 ms ahead and is down in time, without a step. Peaks between
// the samples count too, so that what an encoder and a loudspeaker make of them is not clipped.
//
// Sound is interleaved, ±1 is full scale, and comes out kDelay samples later. Threads: one at a time.
class Limiter {
  public:
    static constexpr double kCeiling = -1.5;                       // dBFS
    static constexpr std::size_t kDelay = kSampleRate * 5 / 1000;  // Per channel.

    Limiter();
    void process(std::span<float> block);
    // Forgets what is under way.
    void clear();

  private:
    [[nodiscard]] float next_gain(float wanted);

    std::vector<float> delayed_;                            // kDelay frames, a ring.
    std::array<std::array<float, 3>, kChannels> before_{};  // The last three samples, for peaks between them.
    std::size_t place_ = 0;
    std::uint64_t frame_ = 0;
    std::deque<std::pair<std::uint64_t, float>> lowest_;  // Falling minima of the window; at most kDelay.
    std::vector<float> window_;                           // Minima to be averaged.
    double sum_ = 0;
    float released_ = 1;
};

}  // namespace wardcast::media
