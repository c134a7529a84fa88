#include "media/recording_shelf.h"

#include <fstream>

#include <gtest/gtest.h>

#include "media/recording.h"
#include "media/recording_index.h"
#include "muxed_media.h"
#include "packaged_run.h"
#include "temporary_folder.h"

namespace wardcast::media::test {
namespace {

using namespace std::chrono_literals;

class RecordingShelf : public testing::Test {
  protected:
    // A folder as a recording leaves it, last written so long ago.
    void put(const std::string& meeting, std::size_t bytes, std::chrono::hours ago) {
        const auto folder = folder_.path() / meeting;
        std::filesystem::create_directories(folder);
        std::ofstream(folder / "720p-0.mp4") << std::string(bytes, 'x');
        std::ofstream(index_file(folder)).flush();
        std::filesystem::last_write_time(index_file(folder), std::filesystem::file_time_type::clock::now() - ago);
    }

    std::vector<std::string> planned(const RetentionRules& rules, const std::vector<std::string>& running = {}) {
        std::vector<std::string> meetings;
        for (const auto& removal : plan_removals(list_recordings(folder_.path()), running, rules, clock_.now()))
            meetings.push_back(removal.meeting);
        return meetings;
    }

    using Names = std::vector<std::string>;
    TemporaryFolder folder_;
    SystemClock clock_;
};

TEST_F(RecordingShelf, ListsWhatIsThereTheOldestFirst) {
    put("new", 100, 1h);
    put("old", 300, 48h);
    std::filesystem::create_directories(folder_.path() / "not-a-recording");
    const auto list = list_recordings(folder_.path());
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].meeting, "old");
    EXPECT_EQ(list[0].bytes, 300U);
    EXPECT_EQ(list[1].meeting, "new");
    EXPECT_TRUE(list_recordings(folder_.path() / "nowhere").empty());
}

TEST_F(RecordingShelf, WithoutRulesEverythingStays) {
    put("old", 300, 10'000h);
    EXPECT_EQ(planned({}), Names{});
}

TEST_F(RecordingShelf, WhatIsOlderThanTheDaysGoes) {
    put("new", 100, 20h);
    put("old", 300, 28h);
    EXPECT_EQ(planned({.keep = std::chrono::days(1), .quota = 0}), Names{"old"});
}

TEST_F(RecordingShelf, TheOldestGoUntilTheRestFits) {
    put("first", 500, 30h);
    put("second", 500, 20h);
    put("third", 500, 10h);
    EXPECT_EQ(planned({.keep = {}, .quota = 1500}), Names{});
    EXPECT_EQ(planned({.keep = {}, .quota = 1499}), Names{"first"});
    EXPECT_EQ(planned({.keep = {}, .quota = 500}), (Names{"first", "second"}));
}

TEST_F(RecordingShelf, MarkedAndRunningOnesStayWhateverTheRules) {
    put("marked", 500, 300h);
    put("running", 500, 200h);
    put("other", 500, 10h);
    ASSERT_TRUE(mark_recording(folder_.path(), "marked", true));
    EXPECT_EQ(planned({.keep = std::chrono::days(1), .quota = 100}, {"running"}), Names{"other"});
    ASSERT_TRUE(mark_recording(folder_.path(), "marked", false));
    EXPECT_EQ(planned({.keep = std::chrono::days(1), .quota = 0}, {"running"}), Names{"marked"});
    EXPECT_FALSE(mark_recording(folder_.path(), "none", true));
}

TEST_F(RecordingShelf, RemovesAFolderUnlessItIsMarkedOrWritten) {
    put("ward", 100, 1h);
    ASSERT_TRUE(mark_recording(folder_.path(), "ward", true));
    EXPECT_EQ(remove_recording(folder_.path(), "ward").error().kind, ErrorKind::Conflict);
    ASSERT_TRUE(mark_recording(folder_.path(), "ward", false));
    {
        const auto writer = open_index_file(folder_.path() / "ward", 0ms);
        EXPECT_EQ(remove_recording(folder_.path(), "ward").error().kind, ErrorKind::Conflict);
    }
    EXPECT_TRUE(remove_recording(folder_.path(), "ward"));
    EXPECT_TRUE(list_recordings(folder_.path()).empty());
}

TEST_F(RecordingShelf, ARealRecordingStaysWhileItRunsAndIsGoneWholeAfterwards) {
    {
        PackagedRun run(RunOptions{folder_.path()});
        run.feed(muxed_video(), muxed_sound());
        run.wait_until_on_disk("360p", 1);
        EXPECT_EQ(remove_recording(folder_.path(), kMeeting).error().kind, ErrorKind::Conflict);
        run.end_and_wait_until_recorded();
    }
    const auto list = list_recordings(folder_.path());
    ASSERT_EQ(list.size(), 1U);
    EXPECT_GT(list[0].bytes, 100'000U);
    EXPECT_LT(clock_.now() - list[0].last_written, 1h) << "the age is that of the last segment";
    EXPECT_EQ(planned({.keep = {}, .quota = 1000}), Names{kMeeting});
    EXPECT_TRUE(RecordingOrigin(folder_.path()).has(kMeeting));
    EXPECT_TRUE(remove_recording(folder_.path(), kMeeting));
    EXPECT_FALSE(RecordingOrigin(folder_.path()).has(kMeeting));
    EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

}  // namespace
}  // namespace wardcast::media::test
