#include "media/cadence.h"

#include <thread>

#include <gtest/gtest.h>

namespace wardcast::media {
namespace {

using namespace std::chrono_literals;
using enum TrackKind;

constexpr auto kCushion = 100ms;

class Pace : public ::testing::Test {
  protected:
    static GstClockTime made(std::chrono::nanoseconds at) { return static_cast<GstClockTime>(at.count()); }
    void arrives(TrackKind track, std::chrono::nanoseconds made_at, std::chrono::nanoseconds at) {
        cadence.arrived(track, made(made_at), zero + at);
    }
    // When it is due, since the test's beginning.
    [[nodiscard]] std::chrono::milliseconds due(TrackKind track, std::chrono::nanoseconds made_at) const {
        return std::chrono::duration_cast<std::chrono::milliseconds>(cadence.due(track, made(made_at)) - zero);
    }

    Cadence cadence{kCushion};
    const Ticks::time_point zero = Ticks::now();
};

TEST_F(Pace, WhatArrivesInABurstIsDueAsItWasMade) {
    for (const auto made_at : {0ms, 33ms, 66ms, 99ms})
        arrives(Picture, made_at, 5ms);
    EXPECT_EQ(due(Picture, 0ms), 105ms);
    EXPECT_EQ(due(Picture, 99ms), 204ms);
}

TEST_F(Pace, SoundThatWasMadeWithAPictureIsDueWithItThoughItArrivedEarlier) {
    arrives(Sound, 0ms, 0ms);
    arrives(Picture, 0ms, 300ms);
    EXPECT_EQ(due(Sound, 40ms), due(Picture, 40ms));
}

TEST_F(Pace, JitterWithinTheCushionMovesNothing) {
    arrives(Picture, 0ms, 0ms);
    arrives(Picture, 33ms, 120ms);
    EXPECT_EQ(due(Picture, 66ms), 166ms);
}

TEST_F(Pace, WhatArrivesTooLateIsGivenTimeAnew) {
    arrives(Picture, 0ms, 0ms);
    arrives(Picture, 33ms, 3s);
    EXPECT_EQ(due(Picture, 33ms), 3100ms);
}

TEST_F(Pace, AfterTheNetworkStoodStillTheStreamCatchesUp) {
    arrives(Picture, 0ms, 0ms);
    arrives(Picture, 33ms, 3s);
    for (auto at = 3s + 33ms; at < 9s; at += 33ms)
        arrives(Picture, at, at);
    EXPECT_EQ(due(Picture, 9s), 9100ms);
}

TEST_F(Pace, ATimestampTenMinutesAheadBeginsAnew) {
    arrives(Picture, 0ms, 0ms);
    arrives(Picture, 600s, 33ms);
    EXPECT_EQ(due(Picture, 600s), 133ms);
}

TEST_F(Pace, ATimestampThatJumpsBackBeginsAnew) {
    arrives(Picture, 600s, 0ms);
    arrives(Picture, 0ms, 33ms);
    EXPECT_EQ(due(Picture, 0ms), 133ms);
}

TEST_F(Pace, WhatWaitedWhileTimestampsJumpedBackGoesAtOnce) {
    arrives(Picture, 600s, 0ms);
    arrives(Picture, 0ms, 33ms);
    EXPECT_LE(cadence.due(Picture, made(600s)), Ticks::now());
}

TEST_F(Pace, SoundAndPictureWhoseTimestampsHaveNothingInCommonKeepTheirOwnPace) {
    for (auto at = 0ms; at < 1s; at += 33ms) {
        arrives(Picture, 600s + at, at);
        arrives(Sound, at, at);
    }
    EXPECT_EQ(due(Picture, 601s), 1100ms);
    EXPECT_EQ(due(Sound, 1s), 1100ms);
}

TEST_F(Pace, WhatHasNoTimestampGoesAtOnce) {
    EXPECT_TRUE(cadence.wait(Picture, GST_CLOCK_TIME_NONE));
}

TEST_F(Pace, NobodyWaitsForAStreamThatEnds) {
    arrives(Picture, 10s, 0ms);
    std::jthread stopper([&] { cadence.stop(); });
    EXPECT_FALSE(cadence.wait(Picture, made(19s)));
}

}  // namespace
}  // namespace wardcast::media
