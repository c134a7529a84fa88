#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "media/raw_format.h"

namespace wardcast::media {

// Sound between a camera, which delivers by its own clock, and the pacer, which takes by the server's.
//
// Keeps about `target` samples in hand. Drift between the two clocks shows as a level that never comes down to the
// target, or never up to it: then kAdjustment samples are dropped or repeated, cross-faded. A ring that runs dry gives
// silence until the target is there again, and aims higher from then on. Full (kMost), it forgets the oldest.
//
// Samples are counted per channel; spans hold them interleaved. Threads: none of its own; the caller locks.
class SoundRing {
  public:
    static constexpr std::size_t kBaseTarget = kSampleRate * 50 / 1000;     // Two Opus frames and a late one.
    static constexpr std::size_t kMost = kSampleRate * 500 / 1000;          // Beyond it sound would trail the picture.
    static constexpr std::size_t kAdjustment = kSampleRate * 5 / 1000;      // Inaudible when cross-faded.
    static constexpr std::size_t kTolerance = kSampleRate * 15 / 1000;      // Less is jitter, not drift.
    static constexpr std::size_t kMostPatience = kSampleRate * 150 / 1000;  // What dry runs may add to the target.
    static constexpr std::size_t kStep = kSampleRate * 40 / 1000;  // More delay at once: adjusting would take too long.
    static constexpr int kWindow = 94;  // Blocks over which the level is judged: two seconds.

    SoundRing();

    void push(std::span<const std::int16_t> samples);
    // Fills block; false if it is all silence because nothing is in hand.
    bool pull(std::span<std::int16_t> block);
    // Further delay that keeps sound beside a picture that takes longer; see CameraFeed.
    void set_extra_delay(std::size_t samples) noexcept;
    void clear();

    [[nodiscard]] std::size_t level() const noexcept { return level_; }
    [[nodiscard]] std::size_t target() const noexcept { return kBaseTarget + patience_ + extra_; }

  private:
    void take(std::span<std::int16_t> out);
    void drop(std::size_t samples) noexcept;
    void judge_level(std::span<std::int16_t> block);
    void blend_skip(std::span<std::int16_t> block);
    void blend_repeat(std::span<std::int16_t> block);
    [[nodiscard]] std::int16_t& at(std::size_t sample, std::size_t channel) noexcept;

    std::vector<std::int16_t> ring_;
    std::size_t begin_ = 0;  // In samples per channel, as level_.
    std::size_t level_ = 0;
    std::size_t patience_ = 0;
    std::size_t extra_ = 0;
    std::size_t settled_extra_ = 0;  // What was reached by a pause or is within kStep of it.
    bool priming_ = true;
    std::size_t lowest_ = kMost;
    int blocks_ = 0;
    int quiet_windows_ = 0;
};

}  // namespace wardcast::media
