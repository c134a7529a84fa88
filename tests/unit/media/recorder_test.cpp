#include "media/recorder.h"

#include <filesystem>
#include <fstream>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "packaged_run.h"
#include "temporary_folder.h"

namespace wardcast::media::test {
namespace {

SegmentPtr segment(std::uint64_t msn) {
    auto made = std::make_shared<Segment>();
    made->msn = msn;
    made->start = static_cast<std::int64_t>(msn) * Micros(kTargetDuration);
    made->duration = kTargetDuration;
    made->stretch = 0;
    made->body = std::make_shared<SegmentBody>(std::vector{share_bytes("first half,"), share_bytes("second half")});
    return made;
}

TEST(Recorder, DropsWhatADiskThatHangsCannotTakeAndMarksTheGap) {
    const TemporaryFolder folder;
    const auto in_the_way = media_file(folder.path(), "360p", 0);
    std::filesystem::create_directory(in_the_way);
    std::promise<void> hangs;
    std::promise<void> goes_on;
    std::promise<void> closed;
    std::vector<std::string> troubles;
    RecorderSettings settings;
    settings.meeting = kMeeting;
    settings.folder = folder.path();
    settings.ready = [&] { closed.set_value(); };
    settings.trouble = [&](const std::string& trouble) {
        troubles.push_back(trouble);
        if (troubles.size() > 1) return;
        hangs.set_value();
        goes_on.get_future().wait();
    };
    const SystemClock clock;
    Recorder recorder(std::move(settings), {}, {}, clock);
    EXPECT_EQ(recorder.start_run({0, kEpoch}, 77), 0U);
    TrackInit init;
    init.bytes = share_bytes("init");
    recorder.initialised({"360p", true, 320, 180, 30, 500'000}, init);

    recorder.submit("360p", segment(0));
    hangs.get_future().wait();
    for (std::uint64_t msn = 1; msn <= Recorder::kMaxQueued + 5; ++msn)
        recorder.submit("360p", segment(msn));
    std::filesystem::remove(in_the_way);
    goes_on.set_value();
    while (!recorder.find_segment("360p", Recorder::kMaxQueued))
        std::this_thread::yield();
    recorder.submit("360p", segment(100));
    recorder.close();
    closed.get_future().wait();

    const auto index = load_recording_index(folder.path());
    ASSERT_TRUE(index.has_value());
    const auto& recorded = index->find("360p")->segments;
    ASSERT_EQ(recorded.size(), Recorder::kMaxQueued + 1);
    EXPECT_EQ(recorded.front().msn, 1U);
    EXPECT_EQ(recorded.front().stretch, 1U);
    EXPECT_EQ(recorded[Recorder::kMaxQueued - 1].stretch, 1U);
    EXPECT_EQ(recorded.back().msn, 100U);
    EXPECT_EQ(recorded.back().stretch, 2U);
    ASSERT_EQ(troubles.size(), 2U);
    EXPECT_NE(troubles[1].find("too slow"), std::string::npos) << troubles[1];
    EXPECT_EQ(*read_slice(*index->segment_slice(folder.path(), "360p", 100)), "first half,second half");
}

TEST(Recorder, ARunWhoseNumberCannotBeWrittenIsNumberedOtherwise) {
    const TemporaryFolder folder;
    const auto meeting = folder.path() / kMeeting;
    std::ofstream(meeting) << "in the way";
    RecorderSettings settings;
    settings.meeting = kMeeting;
    settings.folder = meeting;
    const SystemClock clock;
    Recorder recorder(std::move(settings), {}, {}, clock);
    EXPECT_EQ(recorder.start_run({0, kEpoch}, 77), 77U);
}

}  // namespace
}  // namespace wardcast::media::test
