#include "media/rung_load.h"

#include <gtest/gtest.h>

namespace wardcast::media {
namespace {

using namespace std::chrono_literals;

class Load : public ::testing::Test {
  protected:
    // Judges once a second; how many rungs are carried afterwards.
    std::size_t pass(std::chrono::seconds time, bool behind) {
        for (const auto until = now + time; now < until; now += 1s)
            load.judge(behind, now);
        return load.carried();
    }

    Ticks::time_point now{1000s};
    RungLoad load{3};
};

TEST_F(Load, AHiccupCostsNothing) {
    pass(10s, false);
    pass(3s, true);
    EXPECT_EQ(pass(10s, false), 3);
}

TEST_F(Load, LeavesTheTopRungOutAfterAWhileAndTheNextOnlyIfThatDidNotHelp) {
    EXPECT_EQ(pass(5s, true), 2);
    EXPECT_EQ(pass(5s, true), 2);  // Settling.
    EXPECT_EQ(pass(30s, false), 2);
    EXPECT_EQ(pass(6s, true), 1);
}

TEST_F(Load, NeverLeavesOutTheLastOne) {
    EXPECT_EQ(pass(600s, true), 1);
}

TEST_F(Load, TriesARungAgainAfterAMinuteThatWentWell) {
    pass(5s, true);
    EXPECT_EQ(pass(58s, false), 2);
    EXPECT_EQ(pass(5s, false), 3);
}

TEST_F(Load, ARungThatHasToGoAgainStaysAwayTwiceAsLong) {
    pass(5s, true);
    pass(65s, false);
    ASSERT_EQ(load.carried(), 3);
    pass(7s, true);
    ASSERT_EQ(load.carried(), 2);
    EXPECT_EQ(pass(110s, false), 2);
    EXPECT_EQ(pass(20s, false), 3);
}

TEST_F(Load, ARungThatHasProvenItselfStartsWithTheShortWaitAgain) {
    pass(5s, true);
    pass(65s, false);
    pass(7s, true);
    pass(130s, false);
    ASSERT_EQ(load.carried(), 3);
    pass(130s, false);
    pass(5s, true);
    ASSERT_EQ(load.carried(), 2);
    EXPECT_EQ(pass(65s, false), 3);
}

}  // namespace
}  // namespace wardcast::media
