#include "app/check.h"

#include <algorithm>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "temporary_folder.h"

namespace wardcast::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr double kGigabyte = 1e9;

// 2 Mbit/s: 0.9 GB an hour, with the log 3.2 GB an evening.
Config recording(int quota_gb = 0) {
    Config config;
    config.media.ladder = {"720p:1952"};  // And 48 of sound.
    config.media.quota_gb = quota_gb;
    return config;
}

TEST(RoomForRecordings, IsThereWhereThreeHoursFit) {
    const auto config = recording();
    ASSERT_DOUBLE_EQ(recorded_bytes_an_hour(config.media.ladder), 0.9 * kGigabyte);
    const auto room = room_for_recordings(config, 3.2 * kGigabyte, 0);
    ASSERT_TRUE(room.has_value()) << room.error().message;
    EXPECT_EQ(*room, "3.2 GB free; a recording needs up to 0.9 GB an hour");
}

TEST(RoomForRecordings, ThatIsShortByAByteIsToldWithEveryCure) {
    const auto room = room_for_recordings(recording(), 3.2 * kGigabyte - 1, 0);
    ASSERT_FALSE(room.has_value());
    EXPECT_EQ(room.error().message,
              "3.2 GB free; a recording needs up to 0.9 GB an hour: make room for at least 3.2 GB, shorten "
              "media.ladder, or set media.record to false");
}

TEST(RoomForRecordings, MustHoldAllThatTheQuotaAllowsWhereThatIsMore) {
    const auto short_of = room_for_recordings(recording(100), 60 * kGigabyte, 0);
    ASSERT_FALSE(short_of.has_value());
    EXPECT_THAT(short_of.error().message,
                AllOf(HasSubstr("at least 100.5 GB"), HasSubstr("lower media.quota_gb"), Not(HasSubstr("shorten"))));
    EXPECT_TRUE(room_for_recordings(recording(100), 60 * kGigabyte, 45 * kGigabyte).has_value())
        << "what is recorded already counts";
    EXPECT_FALSE(room_for_recordings(recording(100), 2 * kGigabyte, 150 * kGigabyte).has_value())
        << "an evening must fit all the same";
}

const Finding* disk(const std::vector<Finding>& findings) {
    const auto found =
        std::find_if(findings.begin(), findings.end(), [](const auto& each) { return each.what == "disk"; });
    return found == findings.end() ? nullptr : &*found;
}

TEST(Check, LooksAtTheDiskOfTheDataFolderAndWhatRecordingsTakeOfItAlready) {
    const TemporaryFolder folder;
    auto config = recording(2'000'000'000);  // Two exabytes.
    config.data = folder.path();
    const auto findings = examine(config);
    ASSERT_NE(disk(findings), nullptr);
    ASSERT_FALSE(disk(findings)->outcome.has_value());
    EXPECT_THAT(disk(findings)->outcome.error().message, HasSubstr("lower media.quota_gb"));

    std::filesystem::create_directories(folder.path() / "recordings/ward");
    std::ofstream(folder.path() / "recordings/ward/0.m4s") << "1";
    std::filesystem::resize_file(folder.path() / "recordings/ward/0.m4s", 3'000'000'000);  // Of holes.
    config.media.quota_gb = 3;
    config.media.ladder = {"240p:100"};
    EXPECT_TRUE(disk(examine(config))->outcome.has_value()) << disk(examine(config))->outcome.error().message;
}

TEST(Check, DoesNotAskForRoomWhereNothingIsRecorded) {
    const TemporaryFolder folder;
    auto config = recording(2'000'000'000);
    config.data = folder.path();
    config.media.record = false;
    EXPECT_EQ(disk(examine(config)), nullptr);
}

}  // namespace
}  // namespace wardcast::app
