#include "base/clock.h"

#include <gtest/gtest.h>

namespace wardcast {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp kEvening = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 19h + 4min + 5s + 123ms;

TEST(Rfc3339, IsWrittenInUtcWithMilliseconds) {
    EXPECT_EQ(to_rfc3339(kEvening), "2026-11-22T19:04:05.123Z");
}

TEST(Rfc3339, ReadsBackWhatItWrote) {
    EXPECT_EQ(from_rfc3339(to_rfc3339(kEvening)), kEvening);
}

TEST(Rfc3339, ReadsAnOffsetAndLeavesOutOrCutsFractions) {
    EXPECT_EQ(from_rfc3339("2026-11-22T20:04:05.123999+01:00"), kEvening);
    EXPECT_EQ(from_rfc3339("2026-11-22T19:04:05Z"), kEvening - 123ms);
}

TEST(Rfc3339, ReachesFromTheFirstYearToTheLast) {
    for (const char* text : {"0000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"}) {
        const auto time = from_rfc3339(text);
        ASSERT_TRUE(time.has_value()) << text;
        EXPECT_EQ(to_rfc3339(*time), text);
    }
}

TEST(Rfc3339, RefusesWhatIsNotATimeAndSaysHowToWriteOne) {
    for (const char* text :
         {"", "tomorrow", "2026-11-22", "2026-11-22T19:04:05", "2026-13-01T00:00:00Z", "2026-11-22T19:04:05Z and more",
          "2026-11-22T19:04:05-", "2026-11-22T19:04:05-1", "2026-11-22T19:04:05-0a:00", "2026-11-22T19:04:05.Z",
          "2026-11-22T19:04:05.1-1-01:00", "2026-11-22T19:04:65Z"}) {
        const auto time = from_rfc3339(text);
        ASSERT_FALSE(time.has_value()) << text;
        EXPECT_NE(time.error().message.find("2026-11-26T19:00:00Z"), std::string::npos);
    }
}

}  // namespace
}  // namespace wardcast
