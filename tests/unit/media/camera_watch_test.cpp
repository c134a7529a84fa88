#include "media/camera_watch.h"

#include <gtest/gtest.h>

#include "unit/media/picture.h"

namespace wardcast::media {
namespace {

using namespace std::chrono_literals;

class Watching : public ::testing::Test {
  protected:
    static void SetUpTestSuite() { gst_init(nullptr, nullptr); }

    // Looks five times a second; what is alarmed in the end. luma < 0: no picture comes.
    CameraAlarms pass(std::chrono::milliseconds time, double level_db, int luma, bool moves, bool live = true) {
        CameraAlarms alarms;
        for (const auto until = now + time; now < until; now += 200ms) {
            BufferPtr picture;
            if (luma >= 0) picture = plain_picture(static_cast<std::uint8_t>(luma + (moves ? ++frame % 2 : 0)));
            alarms = watch.look({live, level_db, picture.get(), recorded}, now);
        }
        return alarms;
    }

    Ticks::time_point now{1000s};
    int frame = 0;
    bool recorded = false;
    CameraWatch watch;
};

TEST_F(Watching, ACameraThatIsSeenAndHeardRaisesNoAlarm) {
    EXPECT_EQ(pass(30s, -25, 120, true), CameraAlarms{});
}

TEST_F(Watching, SilenceIsAlarmedAfterTenSecondsAndOverWithTheFirstWord) {
    EXPECT_FALSE(pass(9800ms, -70, 120, true).silence);
    EXPECT_TRUE(pass(600ms, -70, 120, true).silence);
    EXPECT_FALSE(pass(200ms, -20, 120, true).silence);
}

TEST_F(Watching, ABlackPictureIsAlarmedAfterFiveSeconds) {
    EXPECT_FALSE(pass(4s, -25, 16, true).black);
    const auto alarms = pass(2s, -25, 16, false);
    EXPECT_TRUE(alarms.black);
    EXPECT_FALSE(alarms.frozen);
}

TEST_F(Watching, APictureThatWasNeverAtRestAndThenStandsStillIsFrozenAfterTwentySeconds) {
    pass(31s, -25, 120, true);
    EXPECT_FALSE(pass(19s, -25, 120, false).frozen);
    EXPECT_TRUE(pass(2s, -25, 120, false).frozen);
    EXPECT_FALSE(pass(400ms, -25, 120, true).frozen);
}

TEST_F(Watching, SlidesAndDocumentsAreNotFrozenHoweverLongTheyStand) {
    EXPECT_FALSE(pass(10min, -25, 120, false).frozen);
    // The next slide, and a pointer that moves over it for a while.
    pass(1s, -25, 90, true);
    EXPECT_FALSE(pass(10min, -25, 90, false).frozen);
    pass(20s, -25, 90, true);
    EXPECT_FALSE(pass(10min, -25, 90, false).frozen);
}

TEST_F(Watching, AnEmptyRoomOfWhichTheEncoderRepeatsWhatHasNotChangedIsNotFrozen) {
    // A little noise comes through with each keyframe, every two to four seconds.
    for (int group = 0; group < 40; ++group) {
        EXPECT_FALSE(pass(200ms, -25, 120, true).frozen);
        EXPECT_FALSE(pass(group % 2 == 0 ? 1800ms : 3800ms, -25, 120, false).frozen);
    }
    EXPECT_FALSE(pass(1min, -25, 120, false).frozen);
}

TEST_F(Watching, AClipMayStandStill) {
    recorded = true;
    pass(60s, -25, 120, true);
    EXPECT_FALSE(pass(60s, -25, 120, false).frozen);
}

TEST_F(Watching, ACameraThatFrozeAndWentOnIsWatchedAnew) {
    pass(31s, -25, 120, true);
    EXPECT_TRUE(pass(21s, -25, 120, false).frozen);
    pass(31s, -25, 120, true);
    EXPECT_TRUE(pass(21s, -25, 120, false).frozen);
}

TEST_F(Watching, ACameraWhosePicturesStopWhileItsSoundGoesOnIsFrozen) {
    pass(2s, -25, 120, true);
    EXPECT_TRUE(pass(6s, -25, -1, false).frozen);
}

TEST_F(Watching, ACameraThatNeverHadAPictureOrHasGoneRaisesNoAlarm) {
    EXPECT_EQ(pass(20s, -25, -1, false), CameraAlarms{});
    EXPECT_EQ(pass(20s, -100, -1, false, false), CameraAlarms{});
}

}  // namespace
}  // namespace wardcast::media
