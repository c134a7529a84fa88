#include "media/broadcast.h"

#include <gtest/gtest.h>

namespace wardcast::media {
namespace {

using namespace std::chrono_literals;

const RenditionInfo kHigh{.name = "720p", .video = true, .height = 720};
const RenditionInfo kLow{.name = "240p", .video = true, .height = 240};
constexpr bool kKeyframe = true, kDelta = false;

TEST(BestRendition, BeginsWithTheFirstKeyframeOfAny) {
    BestRendition best;
    const Ticks::time_point now{10s};
    EXPECT_FALSE(best.takes(kLow, kDelta, now));
    EXPECT_TRUE(best.takes(kLow, kKeyframe, now));
    EXPECT_TRUE(best.takes(kLow, kDelta, now));
}

TEST(BestRendition, GoesOnToABetterOneAtItsKeyframe) {
    BestRendition best;
    const Ticks::time_point now{10s};
    ASSERT_TRUE(best.takes(kLow, kKeyframe, now));
    EXPECT_FALSE(best.takes(kHigh, kDelta, now));
    EXPECT_TRUE(best.takes(kHigh, kKeyframe, now));
    EXPECT_FALSE(best.takes(kLow, kDelta, now));
    EXPECT_FALSE(best.takes(kLow, kKeyframe, now));
}

TEST(BestRendition, FallsBackToAnotherOnlyWhenTheOneFollowedStandsStill) {
    BestRendition best;
    const Ticks::time_point now{10s};
    ASSERT_TRUE(best.takes(kHigh, kKeyframe, now));
    EXPECT_FALSE(best.takes(kLow, kKeyframe, now + BestRendition::kStandsStill));
    EXPECT_FALSE(best.takes(kLow, kDelta, now + BestRendition::kStandsStill + 1ms));
    EXPECT_TRUE(best.takes(kLow, kKeyframe, now + BestRendition::kStandsStill + 1ms));
    EXPECT_TRUE(best.takes(kHigh, kKeyframe, now + 20s));
}

}  // namespace
}  // namespace wardcast::media
