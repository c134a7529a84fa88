#include "media/channel_strip.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace wardcast::media {

void LevelMeter::hear(std::span<const float> samples) {
    for (const float sample : samples)
        energy_ += static_cast<double>(sample) * static_cast<double>(sample);
    samples_ += samples.size();
}

double LevelMeter::take() {
    const double energy = std::exchange(energy_, 0);
    const std::size_t samples = std::exchange(samples_, 0);
    if (samples == 0 || energy <= 0) return kSilence;
    return std::max(kSilence, 10 * std::log10(energy / static_cast<double>(samples)));
}

void ChannelStrip::take(CameraFeed& feed, Ticks::time_point due) {
    constexpr float kFullScale = 32768;
    std::array<std::int16_t, kSamplesPerBlock * kChannels> samples;
    static_cast<void>(feed.pull(samples, due));
    std::transform(samples.begin(), samples.end(), block_.begin(),
                   [](std::int16_t sample) { return static_cast<float>(sample) / kFullScale; });
    meter_.hear(block_);
    loudness_.process(block_);
}

}  // namespace wardcast::media
