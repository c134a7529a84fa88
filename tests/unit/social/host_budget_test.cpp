#include "social/host_budget.h"

#include <gtest/gtest.h>

namespace wardcast::social {
namespace {

using std::chrono::seconds;
const HostBudget::Time kStart{std::chrono::hours(1)};

TEST(HostBudget, GivesSoManyAMinuteAndFillsEvenly) {
    HostBudget budget(60);
    for (int i = 0; i < 60; ++i)
        EXPECT_FALSE(budget.take("a", kStart));
    const auto wait = budget.take("a", kStart);
    ASSERT_TRUE(wait);
    EXPECT_LE(*wait, seconds(1));
    EXPECT_FALSE(budget.take("a", kStart + seconds(1)));
    EXPECT_TRUE(budget.take("a", kStart + seconds(1)));
}

TEST(HostBudget, IsEachHostsOwn) {
    HostBudget budget(1);
    EXPECT_FALSE(budget.take("a", kStart));
    EXPECT_TRUE(budget.take("a", kStart));
    EXPECT_FALSE(budget.take("b", kStart));
}

TEST(HostBudget, GivesNothingWhileAHostWantsToBeLeftAlone) {
    HostBudget budget(60);
    budget.leave_alone("a", kStart + seconds(90));
    budget.leave_alone("a", kStart + seconds(10));  // The longer one holds.
    EXPECT_EQ(budget.take("a", kStart), seconds(90));
    EXPECT_TRUE(budget.take("a", kStart + seconds(89)));
    EXPECT_FALSE(budget.take("a", kStart + seconds(90)));
}

}  // namespace
}  // namespace wardcast::social
