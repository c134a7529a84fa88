#include "media/sound_ring.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace wardcast::media {
namespace {

constexpr std::size_t kOpusFrame = 960;

std::vector<std::int16_t> constant(std::size_t samples, std::int16_t value) {
    return std::vector<std::int16_t>(samples * kChannels, value);
}

// A tone whose neighbouring samples differ little, so that a click shows as a large step.
class Tone {
  public:
    std::vector<std::int16_t> next(std::size_t samples) {
        std::vector<std::int16_t> sound(samples * kChannels);
        for (std::size_t i = 0; i < samples; ++i, ++at_) {
            const auto value = static_cast<std::int16_t>(8000 * std::sin(static_cast<double>(at_) * 0.0288));
            sound[i * kChannels] = sound[i * kChannels + 1] = value;
        }
        return sound;
    }

  private:
    std::size_t at_ = 0;
};

// Feeds the ring at `ratio` times its own speed for `blocks` blocks and returns what came out.
std::vector<std::int16_t> run(SoundRing& ring, double ratio, int blocks) {
    Tone tone;
    std::vector<std::int16_t> out, block(kSamplesPerBlock * kChannels);
    double owed = 2 * kOpusFrame;
    for (int i = 0; i < blocks; ++i) {
        owed += static_cast<double>(kSamplesPerBlock) * ratio;
        while (owed >= kOpusFrame) {
            ring.push(tone.next(kOpusFrame));
            owed -= kOpusFrame;
        }
        ring.pull(block);
        out.insert(out.end(), block.begin(), block.end());
    }
    return out;
}

int largest_step(const std::vector<std::int16_t>& sound) {
    int largest = 0;
    for (std::size_t i = kChannels; i < sound.size(); ++i) {
        largest = std::max(largest, std::abs(sound[i] - sound[i - kChannels]));
    }
    return largest;
}

TEST(SoundRing, GivesSilenceUntilItsTargetIsInHand) {
    SoundRing ring;
    std::vector<std::int16_t> block(kSamplesPerBlock * kChannels, 1);
    ring.push(constant(ring.target() - 1, 77));
    EXPECT_FALSE(ring.pull(block));
    EXPECT_EQ(block, constant(kSamplesPerBlock, 0));
    ring.push(constant(1, 77));
    EXPECT_TRUE(ring.pull(block));
    EXPECT_EQ(block, constant(kSamplesPerBlock, 77));
}

TEST(SoundRing, AfterRunningDryItGivesTheRestThenSilenceAndAimsHigher) {
    SoundRing ring;
    std::vector<std::int16_t> block(kSamplesPerBlock * kChannels);
    const std::size_t target = ring.target();
    ring.push(constant(target, 77));
    std::size_t heard = 0;
    for (int i = 0; i < 4; ++i) {
        ring.pull(block);
        heard += static_cast<std::size_t>(std::count(block.begin(), block.end(), 77)) / kChannels;
    }
    EXPECT_EQ(heard, target);
    EXPECT_EQ(block, constant(kSamplesPerBlock, 0));
    EXPECT_GT(ring.target(), target);
}

TEST(SoundRing, BeginsCloseToItsTargetHoweverMuchPiledUpBefore) {
    SoundRing ring;
    std::vector<std::int16_t> block(kSamplesPerBlock * kChannels);
    ring.push(constant(SoundRing::kMost, 1));
    ring.pull(block);
    EXPECT_LT(ring.level(), ring.target());
}

TEST(SoundRing, HoldsNoMoreThanItsBoundAndForgetsTheOldest) {
    SoundRing ring;
    for (std::int16_t i = 0; i < 100; ++i)
        ring.push(constant(kOpusFrame, i));
    EXPECT_LE(ring.level(), SoundRing::kMost);
    std::vector<std::int16_t> block(kSamplesPerBlock * kChannels);
    while (ring.level() >= kSamplesPerBlock)
        ring.pull(block);
    EXPECT_EQ(block.back(), 99);
}

TEST(SoundRing, TakesAPushLargerThanItself) {
    SoundRing ring;
    ring.push(constant(SoundRing::kMost * 3, 5));
    EXPECT_LE(ring.level(), SoundRing::kMost);
}

TEST(SoundRing, ASteadyCameraIsHeardUntouched) {
    SoundRing ring;
    auto out = run(ring, 1.0, 2000);
    Tone tone;
    EXPECT_EQ(out, tone.next(2000 * kSamplesPerBlock));
}

TEST(SoundRing, AFasterCameraClockNeitherPilesUpNorClicks) {
    SoundRing ring;
    const auto out = run(ring, 1.0005, 12'000);  // 500 ppm for four minutes: 128 ms too much.
    EXPECT_LT(ring.level(), ring.target() + kSampleRate / 20);
    EXPECT_LT(largest_step(out), 1500);
}

TEST(SoundRing, ASlowerCameraClockNeitherRunsDryNorClicks) {
    SoundRing ring;
    const auto out = run(ring, 0.9995, 12'000);
    EXPECT_EQ(ring.target(), SoundRing::kBaseTarget);  // Never ran dry.
    EXPECT_LT(largest_step(out), 1500);
}

TEST(SoundRing, ExtraDelayIsReachedInSmallSteps) {
    SoundRing ring;
    run(ring, 1.0, 100);
    ring.set_extra_delay(kSampleRate / 20);
    run(ring, 1.0, 2000);
    EXPECT_GT(ring.level(), SoundRing::kBaseTarget);
}

}  // namespace
}  // namespace wardcast::media
