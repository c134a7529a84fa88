#include "social/circuit_breaker.h"

#include <gtest/gtest.h>

namespace wardcast::social {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const Trouble kPassing{.words = "no"};

TEST(CircuitBreaker, WaitsTwiceAsLongAfterEachFailure) {
    CircuitBreaker breaker(seconds(2));
    EXPECT_EQ(breaker.failed(kPassing), seconds(2));
    EXPECT_EQ(breaker.failed(kPassing), seconds(4));
    EXPECT_EQ(breaker.failed(kPassing), seconds(8));
    EXPECT_FALSE(breaker.is_open());
}

TEST(CircuitBreaker, OpensAfterFiveFailuresAndClosesWithTheFirstSuccess) {
    CircuitBreaker breaker(seconds(1));
    for (int i = 1; i < CircuitBreaker::kOpensAfter; ++i)
        (void)breaker.failed(kPassing);
    EXPECT_FALSE(breaker.is_open());
    EXPECT_GE(breaker.failed(kPassing), seconds(60));
    EXPECT_TRUE(breaker.is_open());
    breaker.succeeded();
    EXPECT_FALSE(breaker.is_open());
    EXPECT_EQ(breaker.failed(kPassing), seconds(1));
}

TEST(CircuitBreaker, OpensAtOnceWhereOnlyAPersonCanHelp) {
    CircuitBreaker breaker(seconds(1));
    EXPECT_GE(breaker.failed({.kind = Trouble::Kind::NeedsPerson, .words = "token"}), seconds(60));
    EXPECT_TRUE(breaker.is_open());
}

TEST(CircuitBreaker, NeverComesBackSoonerThanItIsAsked) {
    CircuitBreaker breaker(seconds(1));
    EXPECT_EQ(breaker.failed({.words = "429", .retry_after = seconds(90)}), seconds(90));
}

TEST(CircuitBreaker, NeverStaysAwayForEver) {
    CircuitBreaker breaker(seconds(15));
    milliseconds pause{0};
    for (int i = 0; i < 100; ++i)
        pause = breaker.failed(kPassing);
    EXPECT_EQ(pause, CircuitBreaker::kLongestPause);
}

}  // namespace
}  // namespace wardcast::social
