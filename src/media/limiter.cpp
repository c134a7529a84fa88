#include "media/limiter.h"

#include <algorithm>
#include <cmath>

namespace wardcast::media {

namespace {

const float kHighest = static_cast<float>(std::pow(10.0, Limiter::kCeiling / 20));
// Comes back over about a tenth of a second.
constexpr float kRelease = 1.0F / (kSampleRate / 10);

// Half way between b and c, by the cubic through all four.
float between(float a, float b, float c, float d) {
    return (9 * (b + c) - (a + d)) / 16;
}

}  // namespace

Limiter::Limiter() {
    clear();
}

void Limiter::clear() {
    delayed_.assign(kDelay * kChannels, 0);
    window_.assign(kDelay, 1);
    sum_ = static_cast<double>(kDelay);
    lowest_.clear();
    before_ = {};
    released_ = 1;
}

void Limiter::process(std::span<float> block) {
    for (std::size_t i = 0; i < block.size() / kChannels; ++i) {
        float peak = 0;
        for (std::size_t c = 0; c < kChannels; ++c) {
            const float now = block[i * kChannels + c];
            auto& [a, b, last] = before_[c];
            peak = std::max({peak, std::abs(now), std::abs(between(a, b, last, now))});
            a = b;
            b = last;
            last = now;
        }
        const float gain = next_gain(peak > kHighest ? kHighest / peak : 1);
        for (std::size_t c = 0; c < kChannels; ++c) {
            float& waiting = delayed_[place_ * kChannels + c];
            const float out = std::clamp(waiting * gain, -kHighest, kHighest);
            waiting = block[i * kChannels + c];
            block[i * kChannels + c] = out;
        }
        place_ = (place_ + 1) % kDelay;
        ++frame_;
    }
}

// The lowest gain wanted within the window, averaged over the window: it has arrived when the peak does.
float Limiter::next_gain(float wanted) {
    while (!lowest_.empty() && lowest_.back().second >= wanted)
        lowest_.pop_back();
    lowest_.emplace_back(frame_, wanted);
    while (lowest_.front().first + kDelay < frame_)
        lowest_.pop_front();
    released_ = std::min(lowest_.front().second, released_ + kRelease);
    float& oldest = window_[frame_ % kDelay];
    sum_ += static_cast<double>(released_) - static_cast<double>(oldest);
    oldest = released_;
    return static_cast<float>(sum_ / static_cast<double>(kDelay));
}

}  // namespace wardcast::media
