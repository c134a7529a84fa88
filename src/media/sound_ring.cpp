#include "media/sound_ring.h"

#include <algorithm>
#include <utility>

namespace wardcast::media {

namespace {

constexpr int kWindowsUntilBolder = 15;  // Half a minute without running dry earns a shorter target.
constexpr std::size_t kPatienceStep = kSampleRate * 20 / 1000;

// A straight line from `from` to `to` at i of n.
std::int16_t fade(std::int16_t from, std::int16_t to, std::size_t i, std::size_t n) {
    const auto a = static_cast<int>(n - i) * from;
    const auto b = static_cast<int>(i) * to;
    return static_cast<std::int16_t>((a + b) / static_cast<int>(n));
}

}  // namespace

SoundRing::SoundRing() : ring_(kMost * kChannels) {}

std::int16_t& SoundRing::at(std::size_t sample, std::size_t channel) noexcept {
    return ring_[(begin_ + sample) % kMost * kChannels + channel];
}

void SoundRing::push(std::span<const std::int16_t> samples) {
    std::size_t count = samples.size() / kChannels;
    if (count > kMost) {
        samples = samples.last(kMost * kChannels);
        count = kMost;
    }
    if (level_ + count > kMost) drop(level_ + count - std::min(kMost, std::max(target(), count)));
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t c = 0; c < kChannels; ++c)
            at(level_ + i, c) = samples[i * kChannels + c];
    }
    level_ += count;
}

bool SoundRing::pull(std::span<std::int16_t> block) {
    const std::size_t wanted = block.size() / kChannels;
    if (priming_ && level_ < std::max(target(), wanted)) {
        std::fill(block.begin(), block.end(), std::int16_t{0});
        return false;
    }
    if (level_ < wanted) {
        // Dry: what is left, then silence, and a longer run-up next time.
        const std::size_t left = level_;
        take(block.first(left * kChannels));
        std::fill(block.begin() + static_cast<std::ptrdiff_t>(left * kChannels), block.end(), std::int16_t{0});
        priming_ = true;
        patience_ = std::min(patience_ + kPatienceStep, kMostPatience);
        lowest_ = kMost;
        blocks_ = quiet_windows_ = 0;
        return left > 0;
    }
    // What piled up before the first block would be delay ever after; nobody hears it missing.
    if (std::exchange(priming_, false)) drop(level_ - std::min(level_, target() + kTolerance));
    take(block);
    judge_level(block);
    return true;
}

// Samples repeated one by one would bring a picture that is 100 ms late together with its sound in half a minute: one
// short silence does it now.
void SoundRing::set_extra_delay(std::size_t samples) noexcept {
    extra_ = samples;
    if (samples > settled_extra_ + kStep) {
        priming_ = true;
        settled_extra_ = samples;
    } else if (samples + kStep < settled_extra_) {
        settled_extra_ = samples;
    }
}

void SoundRing::clear() {
    begin_ = level_ = patience_ = extra_ = settled_extra_ = 0;
    priming_ = true;
    lowest_ = kMost;
    blocks_ = quiet_windows_ = 0;
}

void SoundRing::take(std::span<std::int16_t> out) {
    for (std::size_t i = 0; i < out.size() / kChannels; ++i) {
        for (std::size_t c = 0; c < kChannels; ++c)
            out[i * kChannels + c] = at(i, c);
    }
    drop(out.size() / kChannels);
}

void SoundRing::drop(std::size_t samples) noexcept {
    samples = std::min(samples, level_);
    begin_ = (begin_ + samples) % kMost;
    level_ -= samples;
}

// The lowest level of a window is what was in hand all the time: jitter moves the highest, drift moves the lowest.
void SoundRing::judge_level(std::span<std::int16_t> block) {
    lowest_ = std::min(lowest_, level_ + block.size() / kChannels);
    if (++blocks_ < kWindow) return;
    if (lowest_ > target() + kTolerance) {
        blend_skip(block);
    } else if (lowest_ + kTolerance < target()) {
        blend_repeat(block);
    }
    if (++quiet_windows_ >= kWindowsUntilBolder) {
        patience_ -= std::min(patience_, kPatienceStep);
        quiet_windows_ = 0;
    }
    lowest_ = kMost;
    blocks_ = 0;
}

// Ends the block kAdjustment samples further on: its last samples fade into those that come later.
void SoundRing::blend_skip(std::span<std::int16_t> block) {
    if (level_ < kAdjustment || block.size() / kChannels < kAdjustment) return;
    auto tail = block.last(kAdjustment * kChannels);
    for (std::size_t i = 0; i < kAdjustment; ++i) {
        for (std::size_t c = 0; c < kChannels; ++c) {
            auto& sample = tail[i * kChannels + c];
            sample = fade(sample, at(i, c), i, kAdjustment);
        }
    }
    drop(kAdjustment);
}

// Puts the block's last kAdjustment samples back, so that the next block plays them again.
void SoundRing::blend_repeat(std::span<std::int16_t> block) {
    if (level_ + kAdjustment > kMost || block.size() / kChannels < 2 * kAdjustment) return;
    auto tail = block.last(kAdjustment * kChannels);
    const auto before = block.subspan(block.size() - 2 * kAdjustment * kChannels, kAdjustment * kChannels);
    begin_ = (begin_ + kMost - kAdjustment) % kMost;
    level_ += kAdjustment;
    for (std::size_t i = 0; i < kAdjustment; ++i) {
        for (std::size_t c = 0; c < kChannels; ++c) {
            at(i, c) = tail[i * kChannels + c];
            auto& sample = tail[i * kChannels + c];
            sample = fade(sample, before[i * kChannels + c], i, kAdjustment);
        }
    }
}

}  // namespace wardcast::media
