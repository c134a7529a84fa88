#include "media/sound_mix.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

namespace wardcast::media {
namespace {

// A camera that sends a tone of that frequency and amplitude, and what the mix makes of it.
class Speaker {
  public:
    Speaker(double hertz, double amplitude) : hertz_(hertz), amplitude_(amplitude) {}

    void speak() {
        std::vector<std::int16_t> samples(kSamplesPerBlock * kChannels);
        for (std::size_t i = 0; i < kSamplesPerBlock; ++i, ++at_) {
            const double angle = static_cast<double>(at_) * hertz_ * 2 * std::numbers::pi / kSampleRate;
            const auto value = static_cast<std::int16_t>(std::sin(angle) * amplitude_ * 32767);
            for (std::size_t c = 0; c < kChannels; ++c)
                samples[i * kChannels + c] = value;
        }
        feed_.sound(samples, GST_CLOCK_TIME_NONE, {});
        strip->take(feed_, {});
    }
    void amplitude(double amplitude) { amplitude_ = amplitude; }

    std::shared_ptr<ChannelStrip> strip = std::make_shared<ChannelStrip>();

  private:
    double hertz_, amplitude_;
    CameraFeed feed_;
    std::size_t at_ = 0;
};

class Mixing : public ::testing::Test {
  protected:
    static void SetUpTestSuite() { gst_init(nullptr, nullptr); }

    // Both speak for so many blocks, one is heard.
    void mix(Speaker& one, Speaker& other, const std::shared_ptr<ChannelStrip>& heard, int blocks) {
        for (int i = 0; i < blocks; ++i) {
            one.speak();
            other.speak();
            const BufferPtr block = mix_.next(heard);
            const BufferMap map(block.get(), GST_MAP_READ);
            const auto* samples = reinterpret_cast<const std::int16_t*>(map.bytes().data());
            for (std::size_t at = 0; at < kSamplesPerBlock; ++at)
                out.push_back(samples[at * kChannels]);
        }
    }
    [[nodiscard]] int largest_step() const {
        int largest = 0;
        for (std::size_t i = 1; i < out.size(); ++i)
            largest = std::max(largest, std::abs(out[i] - out[i - 1]));
        return largest;
    }
    [[nodiscard]] double loudness_of_last_seconds(std::size_t seconds) const {
        const std::unique_ptr<ebur128_state, void (*)(ebur128_state*)> meter(
            ebur128_init(1, kSampleRate, EBUR128_MODE_I), [](ebur128_state* state) { ebur128_destroy(&state); });
        ebur128_set_channel(meter.get(), 0, EBUR128_DUAL_MONO);
        const std::size_t count = std::min(out.size(), seconds * kSampleRate);
        ebur128_add_frames_short(meter.get(), out.data() + out.size() - count, count);
        double loudness = 0;
        ebur128_loudness_global(meter.get(), &loudness);
        return loudness;
    }
    [[nodiscard]] int peak() const {
        int highest = 0;
        for (const std::int16_t sample : out)
            highest = std::max(highest, std::abs(sample));
        return highest;
    }

    SoundMix mix_;
    std::vector<std::int16_t> out;
};

constexpr int kSecond = kSampleRate / static_cast<int>(kSamplesPerBlock);

TEST_F(Mixing, CuttingBetweenCamerasAndToSilenceDoesNotClick) {
    Speaker hall(200, 0.3), desk(330, 0.3);
    mix(hall, desk, hall.strip, 40);
    const int before = largest_step();
    mix(hall, desk, desk.strip, 20);
    mix(hall, desk, nullptr, 5);
    mix(hall, desk, hall.strip, 20);
    EXPECT_LT(largest_step(), before * 3);  // A cut in the middle of a wave would be ten times as much.
    EXPECT_GT(before, 100);
}

TEST_F(Mixing, AQuietCameraIsBroughtToTheProgrammesLoudness) {
    Speaker hall(1000, 0.012), desk(330, 0.1);  // About -38 LUFS.
    mix(hall, desk, hall.strip, 20 * kSecond);
    EXPECT_NEAR(loudness_of_last_seconds(5), Loudness::kTarget, 1.0);
}

TEST_F(Mixing, ALoudCameraIsBroughtDownAndNeverPassesTheCeiling) {
    Speaker hall(1000, 0.99), desk(330, 0.1);
    mix(hall, desk, hall.strip, 10 * kSecond);
    EXPECT_NEAR(loudness_of_last_seconds(3), Loudness::kTarget, 1.0);
    EXPECT_LE(peak(), 32767 * std::pow(10, Limiter::kCeiling / 20) + 1);
}

TEST_F(Mixing, AShoutAfterSilenceIsHeldBelowTheCeiling) {
    Speaker hall(1000, 0.01), desk(330, 0.1);
    mix(hall, desk, hall.strip, 15 * kSecond);
    hall.amplitude(0.9);
    mix(hall, desk, hall.strip, 2 * kSecond);
    EXPECT_LE(peak(), 32767 * std::pow(10, Limiter::kCeiling / 20) + 1);
}

TEST_F(Mixing, SilenceIsNotPumpedUp) {
    Speaker hall(1000, 0.05), desk(330, 0.1);
    mix(hall, desk, hall.strip, 15 * kSecond);
    hall.amplitude(0.0005);  // The hum of an empty hall, at -66 dBFS.
    mix(hall, desk, hall.strip, kSecond);
    out.clear();
    mix(hall, desk, hall.strip, 30 * kSecond);
    EXPECT_LT(peak(), 32767 * 0.0005 * 8);
}

TEST_F(Mixing, OffAirNothingOfWhatWasUnderWayIsHeard) {
    Speaker hall(1000, 0.5), desk(330, 0.1);
    mix(hall, desk, hall.strip, 10);
    mix_.cut();
    out.clear();
    mix(hall, desk, nullptr, 2);
    EXPECT_EQ(peak(), 0);
}

}  // namespace
}  // namespace wardcast::media
