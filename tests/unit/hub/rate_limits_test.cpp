#include "hub/rate_limits.h"

#include <gtest/gtest.h>

namespace wardcast::hub {
namespace {

using namespace std::chrono_literals;

class RateLimitsTest : public testing::Test {
  protected:
    std::optional<std::chrono::seconds> votes(const std::string& who, const std::string& network = "192.0.2.1") {
        return limits_.resident(who, network, /*asks=*/false, now_);
    }
    std::optional<std::chrono::seconds> asks(const std::string& who, const std::string& network = "192.0.2.1") {
        return limits_.resident(who, network, /*asks=*/true, now_);
    }

    RateLimits::Time now_{1000h};
    RateLimits limits_{LimitSettings{}};
};

TEST_F(RateLimitsTest, AParticipantMayGiveTwentyCommandsAtOnceAndThenTwoASecond) {
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(votes("p_ann"), std::nullopt);
    EXPECT_EQ(votes("p_ann"), 1s);
    now_ += 500ms;
    EXPECT_EQ(votes("p_ann"), std::nullopt);
    EXPECT_EQ(votes("p_ann"), 1s);
}

TEST_F(RateLimitsTest, AParticipantMayAskFiveAtOnceAndThenOneInTwentySeconds) {
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(asks("p_ann"), std::nullopt);
    EXPECT_EQ(asks("p_ann"), 20s);
    now_ += 15s;
    EXPECT_EQ(asks("p_ann"), 5s);
    EXPECT_EQ(votes("p_ann"), std::nullopt) << "asking too much does not stop voting";
    now_ += 5s;
    EXPECT_EQ(asks("p_ann"), std::nullopt);
}

TEST_F(RateLimitsTest, OneParticipantsHasteIsNotAnothers) {
    for (int i = 0; i < 30; ++i)
        (void)votes("p_ann");
    EXPECT_EQ(votes("p_bob"), std::nullopt);
}

TEST_F(RateLimitsTest, AHallOfThreeHundredBehindOneAddressIsNotSlowed) {
    for (int person = 0; person < 300; ++person) {
        const std::string who = "p_" + std::to_string(person);
        for (int i = 0; i < 15; ++i)
            ASSERT_EQ(votes(who), std::nullopt) << who;
        for (int i = 0; i < 5; ++i)
            ASSERT_EQ(asks(who), std::nullopt) << who;
    }
}

TEST_F(RateLimitsTest, ANetworkMayBringFiveHundredNewPeopleAtOnceAndThenFiveASecond) {
    for (int person = 0; person < 500; ++person)
        ASSERT_EQ(votes("p_" + std::to_string(person)), std::nullopt);
    EXPECT_EQ(votes("p_one_more"), 1s);
    EXPECT_EQ(votes("p_17"), std::nullopt) << "who was there before goes on";
    EXPECT_EQ(votes("p_elsewhere", "198.51.100.7"), std::nullopt);
    now_ += 200ms;
    EXPECT_EQ(votes("p_one_more"), std::nullopt);
}

TEST_F(RateLimitsTest, ALinkMayGiveTwoHundredCommandsAtOnceAndThenFiftyASecond) {
    for (int i = 0; i < 200; ++i)
        ASSERT_EQ(limits_.link("ward/chair", now_), std::nullopt);
    EXPECT_EQ(limits_.link("ward/chair", now_), 1s);
    EXPECT_EQ(limits_.link("other/chair", now_), std::nullopt);
    now_ += 20ms;
    EXPECT_EQ(limits_.link("ward/chair", now_), std::nullopt);
}

TEST_F(RateLimitsTest, ALongPauseGivesNoMoreThanTheBurst) {
    (void)votes("p_ann");
    now_ += 24h;
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(votes("p_ann"), std::nullopt);
    EXPECT_NE(votes("p_ann"), std::nullopt);
}

TEST(BoundedRateLimits, ForgetWhoWasHeardOfLongestAgo) {
    LimitSettings settings;
    settings.remembered = 2;
    settings.resident = {1, 0.001};
    RateLimits limits(settings);
    const RateLimits::Time now{1000h};
    EXPECT_EQ(limits.resident("p_1", "a", false, now), std::nullopt);
    EXPECT_EQ(limits.resident("p_2", "a", false, now), std::nullopt);
    EXPECT_NE(limits.resident("p_1", "a", false, now), std::nullopt);
    EXPECT_EQ(limits.resident("p_3", "a", false, now), std::nullopt);
    EXPECT_NE(limits.resident("p_1", "a", false, now), std::nullopt) << "used again since, so still known";
    EXPECT_EQ(limits.resident("p_2", "a", false, now), std::nullopt) << "forgotten, so begins anew";
}

}  // namespace
}  // namespace wardcast::hub
