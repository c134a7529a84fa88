#include "social/rate_headers.h"

#include <gtest/gtest.h>

namespace wardcast::social {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const Timestamp kNow = *from_rfc3339("2026-11-22T19:00:00Z");

std::optional<milliseconds> wait_for(std::map<std::string, std::string, std::less<>> headers) {
    return asked_to_wait({.status = 200, .headers = std::move(headers), .body = {}}, kNow);
}

TEST(RateHeaders, ReadRetryAfterAsSecondsOrDate) {
    EXPECT_EQ(wait_for({{"retry-after", "30"}}), seconds(30));
    EXPECT_EQ(wait_for({{"retry-after", "Sun, 22 Nov 2026 19:00:45 GMT"}}), seconds(45));
}

TEST(RateHeaders, TakeADateThatNeverComesForTheLongestWait) {
    EXPECT_EQ(wait_for({{"retry-after", "2 Nov 1990000202"}}), milliseconds(kMaxWait));
}

TEST(RateHeaders, ReadAResetInEachForm) {
    EXPECT_EQ(wait_for({{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", "2026-11-22T19:05:00.000Z"}}),
              seconds(300));
    EXPECT_EQ(wait_for({{"x-rate-limit-remaining", "0"},
                        {"x-rate-limit-reset", std::to_string(kNow.time_since_epoch().count() / 1000 + 20)}}),
              seconds(20));
    EXPECT_EQ(wait_for({{"ratelimit-remaining", "0"}, {"ratelimit-reset", "12"}}), seconds(12));
}

TEST(RateHeaders, AskForNothingWhileSomethingIsLeft) {
    EXPECT_EQ(wait_for({{"x-ratelimit-remaining", "7"}, {"x-ratelimit-reset", "2026-11-22T19:05:00Z"}}), std::nullopt);
    EXPECT_EQ(wait_for({}), std::nullopt);
    EXPECT_EQ(wait_for({{"retry-after", "soon"}}), std::nullopt);
}

TEST(RateHeaders, AreNotBelievedWithoutEnd) {
    EXPECT_EQ(wait_for({{"retry-after", "999999999"}}), milliseconds(kMaxWait));
    EXPECT_EQ(wait_for({{"retry-after", "99999999999999999"}}), milliseconds(kMaxWait));
    EXPECT_EQ(wait_for({{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", "2020-01-01T00:00:00Z"}}), seconds(0));
}

}  // namespace
}  // namespace wardcast::social
