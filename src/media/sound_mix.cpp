#include "media/sound_mix.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace wardcast::media {

namespace {

constexpr std::size_t kBlockBytes = kSamplesPerBlock * kChannels * sizeof(std::int16_t);

const SoundBlock& sound_of(const std::shared_ptr<const ChannelStrip>& strip) {
    static const SoundBlock kSilence{};
    return strip != nullptr ? strip->block() : kSilence;
}

void fade(SoundBlock& mixed, const SoundBlock& before, const SoundBlock& after) {
    for (std::size_t i = 0; i < SoundMix::kFade; ++i) {
        const float angle = static_cast<float>(i) / SoundMix::kFade * std::numbers::pi_v<float> / 2;
        const float out = std::cos(angle), in = std::sin(angle);
        for (std::size_t c = 0; c < kChannels; ++c) {
            const std::size_t at = i * kChannels + c;
            mixed[at] = before[at] * out + after[at] * in;
        }
    }
}

BufferPtr to_buffer(const SoundBlock& block) {
    constexpr float kFullScale = 32767;
    BufferPtr buffer(gst_buffer_new_allocate(nullptr, kBlockBytes, nullptr));
    const BufferMap map(buffer.get(), GST_MAP_WRITE);
    auto* const samples = reinterpret_cast<std::int16_t*>(map.bytes().data());
    std::transform(block.begin(), block.end(), samples, [](float sample) {
        return static_cast<std::int16_t>(std::lround(std::clamp(sample, -1.0F, 1.0F) * kFullScale));
    });
    return buffer;
}

}  // namespace

BufferPtr SoundMix::next(const std::shared_ptr<const ChannelStrip>& heard) {
    SoundBlock mixed = sound_of(heard);
    if (heard != heard_) fade(mixed, sound_of(heard_), sound_of(heard));
    heard_ = heard;
    limiter_.process(mixed);
    meter_.hear(mixed);
    return to_buffer(mixed);
}

void SoundMix::cut() {
    heard_.reset();
    limiter_.clear();
}

}  // namespace wardcast::media
