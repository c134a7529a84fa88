#include "media/pacer.h"

#include <chrono>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/media/picture.h"

namespace wardcast::media {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::uint8_t kSlateLuma = 40;
constexpr std::uint8_t kCameraLuma = 200;

Slates plain_slates() {
    return {plain_picture(20), plain_picture(kSlateLuma), plain_picture(60), plain_picture(70)};
}

struct Collected final : PacerOutput {
    void picture(BufferPtr buffer) override {
        picture_times.push_back(GST_BUFFER_PTS(buffer.get()));
        picture_lengths.push_back(GST_BUFFER_DURATION(buffer.get()));
        const BufferMap map(buffer.get(), GST_MAP_READ);
        lumas.push_back(map.bytes()[0]);
        memories.push_back(map.bytes().data());
    }
    void sound(BufferPtr buffer) override {
        sound_times.push_back(GST_BUFFER_PTS(buffer.get()));
        sound_bytes.push_back(gst_buffer_get_size(buffer.get()));
        const BufferMap map(buffer.get(), GST_MAP_READ);
        loud.push_back(map.bytes()[1] != 0);
    }
    std::vector<GstClockTime> picture_times, picture_lengths, sound_times;
    std::vector<std::size_t> sound_bytes;
    std::vector<std::uint8_t> lumas;
    std::vector<const guint8*> memories;
    std::vector<bool> loud;
};

struct Heard final : PacerListener {
    void camera_live() noexcept override { told.emplace_back("live"); }
    void camera_lost() noexcept override { told.emplace_back("lost"); }
    void camera_signal(const std::string& camera, const CameraSignal& signal) noexcept override {
        signals.emplace_back(camera, signal);
    }
    std::vector<std::string> told;
    std::vector<std::pair<std::string, CameraSignal>> signals;
};

// A pacer whose time is moved by hand, and a camera that sends 30 pictures and 50 sounds a second into it.
class Pacing : public ::testing::Test {
  protected:
    static void SetUpTestSuite() { gst_init(nullptr, nullptr); }

    void SetUp() override { pacer.begin(now); }

    void pass(Ticks::duration time) {
        for (const auto until = now + time; now < until;) {
            now += 1ms;
            pacer.advance(now, out);
        }
    }
    void pass_with_camera(Ticks::duration time, const std::string& name = "main", std::uint8_t luma = kCameraLuma) {
        const auto feed = pacer.camera(name);
        const auto frame = plain_picture(luma);
        const std::vector<std::int16_t> sound(960 * kChannels, 16384);
        for (int i = 0; i < time / 1ms; ++i) {
            if (i % 33 == 0) feed->picture(BufferPtr(gst_buffer_ref(frame.get())), now);
            if (i % 20 == 0) feed->sound(sound, GST_CLOCK_TIME_NONE, now);
            pass(1ms);
        }
    }

    Ticks::time_point now{1000s};
    Heard heard;
    Collected out;
    Pacer pacer{plain_slates(), heard};
};

TEST_F(Pacing, GivesOnePictureATickAndOneBlockEach1024SamplesWhateverTheCameraDoes) {
    pass(1s);
    pass_with_camera(2s);
    pass(3s);
    pass_with_camera(2s);
    pass(2s);
    ASSERT_EQ(out.picture_times.size(), 301);  // Ten seconds, both ends.
    for (std::size_t i = 0; i < out.picture_times.size(); ++i) {
        EXPECT_EQ(out.picture_times[i], gst_util_uint64_scale_int(i, GST_SECOND, 30));
    }
    for (std::size_t i = 1; i < out.picture_times.size(); ++i) {
        EXPECT_EQ(out.picture_times[i - 1] + out.picture_lengths[i - 1], out.picture_times[i]);
    }
    ASSERT_EQ(out.sound_times.size(), 469);
    for (std::size_t i = 0; i < out.sound_times.size(); ++i) {
        EXPECT_EQ(out.sound_times[i], gst_util_uint64_scale_int(i * 1024, GST_SECOND, 48000));
        EXPECT_EQ(out.sound_bytes[i], 1024 * 2 * 2);
    }
    EXPECT_THAT(heard.told, ElementsAre("live", "lost", "live", "lost"));
}

TEST_F(Pacing, ALateTickIsMadeUpForAndNoneIsLeftOut) {
    pass(100ms);
    now += 500ms;
    pacer.advance(now, out);
    ASSERT_EQ(out.picture_times.size(), 19);
    for (std::size_t i = 0; i < out.picture_times.size(); ++i) {
        EXPECT_EQ(out.picture_times[i], gst_util_uint64_scale_int(i, GST_SECOND, 30));
    }
}

TEST_F(Pacing, SaysWhenTheNextTickIsDue) {
    const auto begun = now;
    const auto next = pacer.advance(now, out);
    EXPECT_EQ(next, begun + std::chrono::nanoseconds(GST_SECOND * 1024 / 48000));
}

TEST_F(Pacing, ShowsTheSlateThenTheCameraThenTheSlateAgainOneSecondAfterItsLastPicture) {
    pass(100ms);
    EXPECT_EQ(out.lumas.back(), 20);  // Has not started.
    pass_with_camera(100ms);
    EXPECT_EQ(out.lumas.back(), kCameraLuma);
    pass(900ms);
    EXPECT_EQ(out.lumas.back(), kCameraLuma);
    pass(200ms);
    EXPECT_EQ(out.lumas.back(), kSlateLuma);
    EXPECT_FALSE(out.loud.back());
    pass_with_camera(100ms);
    EXPECT_EQ(out.lumas.back(), kCameraLuma);
}

TEST_F(Pacing, ACameraThatLeavesOnPurposeIsGoneAtOnce) {
    pass_with_camera(500ms);
    pacer.camera("main")->leave();
    pass(40ms);
    EXPECT_EQ(out.lumas.back(), kSlateLuma);
    EXPECT_FALSE(out.loud.back());
    EXPECT_THAT(heard.told, ElementsAre("live", "lost"));
}

TEST_F(Pacing, SharesThePictureInsteadOfCopyingIt) {
    pass_with_camera(30ms);
    const auto first = out.memories.size();
    pass(500ms);  // The same picture again and again.
    ASSERT_GT(out.memories.size(), first + 10);
    EXPECT_EQ(out.memories[first + 1], out.memories.back());
}

TEST_F(Pacing, OffAirIsSlateAndSilenceAtTheNextTickThoughTheCameraGoesOn) {
    pass_with_camera(500ms);
    EXPECT_TRUE(out.loud.back());
    pacer.set_air(false);
    const auto before = out.lumas.size();
    const auto sounds_before = out.loud.size();
    pass_with_camera(500ms);
    for (std::size_t i = before; i < out.lumas.size(); ++i)
        EXPECT_EQ(out.lumas[i], 60);
    for (std::size_t i = sounds_before; i < out.loud.size(); ++i)
        EXPECT_FALSE(out.loud[i]);
    EXPECT_EQ(heard.signals.back().second.state, CameraSignal::State::Live);
    EXPECT_GT(heard.signals.back().second.level_db, -10);  // The microphone is still measured.
    pacer.set_air(true);
    pass_with_camera(100ms);
    EXPECT_EQ(out.lumas.back(), kCameraLuma);
}

TEST_F(Pacing, CutsToTheCameraThatWasChosenWithin300Milliseconds) {
    const auto both = [&](Ticks::duration time) {
        const auto hall = pacer.camera("hall");
        for (auto passed = 0ms; passed < time; passed += 33ms) {
            hall->picture(plain_picture(150), now);
            pass_with_camera(33ms);
        }
    };
    pass_with_camera(100ms);
    both(500ms);
    EXPECT_EQ(out.lumas.back(), kCameraLuma);
    pacer.direct({.camera = "hall", .sound = {}, .show = Direction::Shown::Camera});
    both(300ms);
    EXPECT_EQ(out.lumas.back(), 150);
    pacer.direct({});
    both(300ms);
    EXPECT_EQ(out.lumas.back(), 150);  // The choice is the server's again: no jumping back.
    EXPECT_THAT(heard.told, ElementsAre("live"));
}

TEST_F(Pacing, AChosenCameraThatIsLostIsNotReplacedByAnother) {
    pacer.direct({.camera = "hall", .sound = {}, .show = Direction::Shown::Camera});
    pass_with_camera(500ms);
    EXPECT_EQ(out.lumas.back(), 20);
    EXPECT_FALSE(out.loud.back());
    EXPECT_THAT(heard.told, IsEmpty());
    EXPECT_FALSE(heard.signals.back().second.given);
    pacer.direct({});
    pass_with_camera(100ms);
    EXPECT_EQ(out.lumas.back(), kCameraLuma);
    EXPECT_THAT(heard.told, ElementsAre("live"));
}

TEST_F(Pacing, SoundMayBeThatOfAnotherCameraThanThePicture) {
    const auto hall = pacer.camera("hall");
    const auto desk = pacer.camera("desk");
    pacer.direct({.camera = "hall", .sound = "desk", .show = Direction::Shown::Camera});
    const std::vector<std::int16_t> sound(960 * kChannels, 8000);
    for (int i = 0; i < 25; ++i) {
        hall->picture(plain_picture(150), now);
        desk->sound(sound, GST_CLOCK_TIME_NONE, now);
        pass(20ms);
    }
    EXPECT_EQ(out.lumas.back(), 150);
    EXPECT_TRUE(out.loud.back());
}

TEST_F(Pacing, TheSlateOrAStillStandsInForThePictureWhileTheSoundGoesOn) {
    pass_with_camera(500ms);
    pacer.direct({.camera = {}, .sound = {}, .show = Direction::Shown::Still});
    pass_with_camera(100ms);
    EXPECT_EQ(out.lumas.back(), 70);  // There is no still: the slate.
    EXPECT_TRUE(out.loud.back());
    pacer.set_still(plain_picture(123));
    pass_with_camera(100ms);
    EXPECT_EQ(out.lumas.back(), 123);
    pacer.direct({.camera = {}, .sound = {}, .show = Direction::Shown::Slate});
    pass_with_camera(100ms);
    EXPECT_EQ(out.lumas.back(), 70);
    EXPECT_TRUE(out.loud.back());
    EXPECT_THAT(heard.told, ElementsAre("live"));
}

TEST_F(Pacing, TellsWhatViewersAreGiven) {
    const auto feed = pacer.camera("main");
    const std::vector<std::int16_t> sound(1600 * kChannels, 16384);
    for (int i = 0; i < 90; ++i) {
        feed->picture(plain_picture(kCameraLuma), now);
        feed->sound(sound, GST_CLOCK_TIME_NONE, now);
        pass(33ms);
    }
    const auto viewers = heard.signals.back().second.viewers;
    EXPECT_TRUE(heard.signals.back().second.given);
    EXPECT_NEAR(viewers.fps, 30, 3);
    EXPECT_GT(viewers.level_db, -20);
    pacer.direct({.camera = {}, .sound = {}, .show = Direction::Shown::Slate});
    pass_with_camera(1s);
    EXPECT_EQ(heard.signals.back().second.viewers.fps, 0);
}

TEST_F(Pacing, SoundAloneIsLiveUnderTheSlate) {
    const auto feed = pacer.camera("main");
    const std::vector<std::int16_t> sound(960 * kChannels, 16384);
    for (int i = 0; i < 50; ++i) {
        feed->sound(sound, GST_CLOCK_TIME_NONE, now);
        pass(20ms);
    }
    EXPECT_THAT(heard.told, ElementsAre("live"));
    EXPECT_EQ(out.lumas.back(), kSlateLuma);
    EXPECT_TRUE(out.loud.back());
}

TEST_F(Pacing, AnotherCameraThatIsLiveStandsInForOneThatIsLost) {
    pass_with_camera(300ms, "main", 200);
    for (int i = 0; i < 12; ++i)
        pass_with_camera(100ms, "hall", 150);
    EXPECT_EQ(out.lumas.back(), 150);
    for (int i = 0; i < 3; ++i)
        pass_with_camera(100ms, "main", 200);
    EXPECT_EQ(out.lumas.back(), 150);  // No jumping back.
    EXPECT_THAT(heard.told, ElementsAre("live"));
}

TEST_F(Pacing, AStandInGivesWayToARealCameraAndComesBackAfterIt) {
    const auto stand_in = pacer.camera("test", Pacer::Standing::StandIn);
    const auto both = [&](int hundreds) {
        for (int i = 0; i < hundreds; ++i) {
            stand_in->picture(plain_picture(99), now);
            pass_with_camera(100ms);
        }
    };
    const auto alone = [&](int hundreds) {
        for (int i = 0; i < hundreds; ++i) {
            stand_in->picture(plain_picture(99), now);
            pass(100ms);
        }
    };
    alone(2);
    EXPECT_EQ(out.lumas.back(), 99);
    both(2);
    EXPECT_EQ(out.lumas.back(), kCameraLuma);
    alone(12);
    EXPECT_EQ(out.lumas.back(), 99);
    EXPECT_THAT(heard.told, ElementsAre("live"));
}

TEST_F(Pacing, TakesNewSlatesWithTheNextTick) {
    pass(100ms);
    pacer.set_slates({plain_picture(77), plain_picture(78), plain_picture(79), plain_picture(80)});
    pass(40ms);
    EXPECT_EQ(out.lumas.back(), 77);
}

TEST_F(Pacing, MeasuresFiveTimesASecondWhatItHears) {
    pacer.camera("main")->camera_size(720, 1280);
    pass_with_camera(2s);
    EXPECT_NEAR(static_cast<double>(heard.signals.size()), 10, 1);
    const auto& [camera, signal] = heard.signals.back();
    EXPECT_EQ(camera, "main");
    EXPECT_EQ(signal.state, CameraSignal::State::Live);
    EXPECT_NEAR(signal.level_db, -6.02, 0.1);  // Half of full scale.
    EXPECT_NEAR(signal.fps, 30, 2);
    EXPECT_EQ(signal.width, 720);
    EXPECT_EQ(signal.height, 1280);
    pass(3s);
    EXPECT_EQ(heard.signals.back().second.state, CameraSignal::State::Lost);
    EXPECT_EQ(heard.signals.back().second.level_db, -100);
}

TEST_F(Pacing, IsSilentAboutCamerasThatNeverWere) {
    pass(1s);
    EXPECT_THAT(heard.signals, IsEmpty());
    EXPECT_THAT(heard.told, IsEmpty());
}

TEST_F(Pacing, SoundWaitsForAPictureThatArrivesLate) {
    const auto feed = pacer.camera("main");
    const auto frame = plain_picture(kCameraLuma);
    const std::vector<std::int16_t> sound(960 * kChannels, 1000);
    // Both streams carry the time of capture; the picture needs 150 ms longer.
    for (int i = 0; i < 6000; ++i) {
        const GstClockTime captured = static_cast<GstClockTime>(i) * GST_MSECOND;
        if (i % 20 == 0) feed->sound(sound, captured, now);
        if (i % 33 == 0 && i >= 150) {
            BufferPtr picture(gst_buffer_copy(frame.get()));
            GST_BUFFER_PTS(picture.get()) = captured - 150 * GST_MSECOND;
            feed->picture(std::move(picture), now);
        }
        pass(1ms);
    }
    EXPECT_NEAR(std::chrono::duration<double>(feed->picture_lag()).count(), 0.150, 0.01);
}

}  // namespace
}  // namespace wardcast::media
