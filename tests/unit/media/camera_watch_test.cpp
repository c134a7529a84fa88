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
            alarms = watch.look({live, level_db, picture.get()}, now);
        }
        return alarms;
    }

    Ticks::time_point now{1000s};
    int frame = 0;
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

TEST_F(Watching, APictureThatStandsStillIsAlarmedAfterFiveSeconds) {
    EXPECT_FALSE(pass(4s, -25, 120, false).frozen);
    EXPECT_TRUE(pass(2s, -25, 120, false).frozen);
    EXPECT_FALSE(pass(400ms, -25, 120, true).frozen);
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
