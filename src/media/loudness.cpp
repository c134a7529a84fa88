#include "media/loudness.h"

#include <algorithm>
#include <cmath>

#include "media/raw_format.h"

namespace wardcast::media {

namespace {

// Blocks of 21 ms over which speech is averaged: five seconds.
constexpr double kMemory = 234;

float factor(double decibels) {
    return static_cast<float>(std::pow(10.0, decibels / 20));
}

}  // namespace

Loudness::Loudness() {
    reset();
}

void Loudness::reset() {
    meter_.reset(ebur128_init(kChannels, kSampleRate, EBUR128_MODE_M));
    energy_ = weight_ = 0;
    speaks_ = false;
}

void Loudness::process(std::span<float> block) {
    if (meter_ == nullptr) return;  // Out of memory: as it comes.
    measure(block);
    const std::size_t frames = block.size() / kChannels;
    const double seconds = static_cast<double>(frames) / kSampleRate;
    double next = gain_db_;
    if (speaks_) {
        const double wanted = std::clamp(kTarget - 10 * std::log10(energy_), kLeastGain, kMostGain);
        next = std::clamp(wanted, gain_db_ - kSlewDown * seconds, gain_db_ + kSlewUp * seconds);
    }
    // From the gain before to the next one in a straight line: no step can be heard.
    const float from = factor(gain_db_), to = factor(next);
    for (std::size_t i = 0; i < frames; ++i) {
        const float gain = from + (to - from) * static_cast<float>(i) / static_cast<float>(frames);
        for (std::size_t c = 0; c < kChannels; ++c)
            block[i * kChannels + c] *= gain;
    }
    gain_db_ = next;
}

void Loudness::measure(std::span<const float> block) {
    ebur128_add_frames_float(meter_.get(), block.data(), block.size() / kChannels);
    double loudness = 0;
    speaks_ = false;
    if (ebur128_loudness_momentary(meter_.get(), &loudness) != EBUR128_SUCCESS || loudness < kGate) return;
    const double known = weight_ > 0 ? 10 * std::log10(energy_) : loudness;
    if (loudness < known - kRelativeGate) {
        // Somebody who speaks much more quietly is followed too, only later; the noise of the hall is not.
        if (loudness > kGate + kRelativeGate) weight_ = std::max(weight_ - 0.5, 0.0);
        return;
    }
    speaks_ = true;
    weight_ = std::min(weight_ + 1, kMemory);
    energy_ += (std::pow(10.0, loudness / 10) - energy_) / weight_;
}

}  // namespace wardcast::media
