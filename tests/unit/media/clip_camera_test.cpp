#include "media/clip_camera.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "media/device_camera.h"
#include "media/pipeline.h"
#include "temporary_folder.h"
#include "unit/media/watched_feed.h"

namespace wardcast::media {
namespace {

using ::testing::HasSubstr;

class Clips : public ::testing::Test {
  protected:
    static void SetUpTestSuite() { gst_init(nullptr, nullptr); }
    void SetUp() override { std::filesystem::create_directory(clips()); }

    [[nodiscard]] std::filesystem::path clips() const { return folder.path() / "clips"; }
    // Half a second of red with a tone.
    static void film(const std::filesystem::path& file) {
        auto pipeline = Pipeline::parse(
            "videotestsrc num-buffers=15 pattern=solid-color foreground-color=0xffff0000"
            " ! video/x-raw,format=I420,width=640,height=360,framerate=30/1 ! x264enc tune=zerolatency ! h264parse"
            " ! mp4mux name=mux ! filesink location=" +
            file.string() +
            " audiotestsrc num-buffers=25 samplesperbuffer=960 ! audio/x-raw,rate=48000,channels=2 ! avenc_aac"
            " ! mux.");
        ASSERT_TRUE(pipeline.has_value()) << pipeline.error().message;
        std::atomic<bool> ended{false};
        pipeline->on_end([&] { ended = true; });
        ASSERT_TRUE(pipeline->play().has_value());
        ASSERT_TRUE(WatchedFeed::eventually([&] { return ended.load(); }));
    }

    TemporaryFolder folder;
    WatchedFeed feed;
};

TEST_F(Clips, AreSeenAndHeardAndEnd) {
    film(clips() / "opening.mp4");
    const auto began = Ticks::now();
    const auto clip = make_clip_camera(clips(), "opening.mp4", feed.get());
    ASSERT_TRUE(clip.has_value()) << clip.error().words;
    EXPECT_TRUE(feed.shows(kRed));
    EXPECT_TRUE(WatchedFeed::eventually([&] { return (*clip)->state() == IngestState::Ended; }));
    EXPECT_GT(Ticks::now() - began, std::chrono::milliseconds(450)) << "played at its own pace";
}

TEST_F(Clips, OutsideTheirFolderAreNotFound) {
    film(folder.path() / "secret.mp4");
    std::filesystem::create_symlink(folder.path() / "secret.mp4", clips() / "link.mp4");
    std::filesystem::create_directory(clips() / "folder.mp4");
    for (const char* name : {"../secret.mp4", "link.mp4", "folder.mp4", "none.mp4", "", "."}) {
        const auto clip = make_clip_camera(clips(), name, feed.get());
        ASSERT_FALSE(clip.has_value()) << name;
        EXPECT_THAT(clip.error().words, HasSubstr(clips().string()));
        EXPECT_EQ(clip.error().code, "no_clip");
        EXPECT_EQ(clip.error().about, name);
    }
}

TEST_F(Clips, OfAnUnknownKindAreRefusedByName) {
    std::ofstream(clips() / "minutes.docx") << "text";
    const auto clip = make_clip_camera(clips(), "minutes.docx", feed.get());
    ASSERT_FALSE(clip.has_value());
    EXPECT_THAT(clip.error().words, HasSubstr("mp4"));
    EXPECT_EQ(clip.error().code, "not_a_clip");
    EXPECT_EQ(clip.error().about, "minutes.docx");
}

TEST_F(Clips, ThatHoldRubbishFail) {
    std::ofstream(clips() / "rubbish.mp4") << std::string(100'000, 'x');
    const auto clip = make_clip_camera(clips(), "rubbish.mp4", feed.get());
    if (!clip) return;  // Refused at once is as good.
    EXPECT_TRUE(WatchedFeed::eventually([&] { return (*clip)->state() != IngestState::Running; }));
}

TEST(DeviceCamera, ThatDoesNotExistIsNamedWithThoseThatDo) {
    gst_init(nullptr, nullptr);
    const WatchedFeed feed;
    const auto webcam = make_device_camera({.picture = "No Such Webcam", .sound = ""}, feed.get());
    ASSERT_FALSE(webcam.has_value());
    EXPECT_THAT(webcam.error().words, HasSubstr("there is no webcam 'No Such Webcam'"));
    EXPECT_EQ(webcam.error().code, "no_webcam");
    EXPECT_EQ(webcam.error().about, "No Such Webcam");
    const auto sound = make_device_camera({.picture = "", .sound = "No Such Card"}, feed.get());
    ASSERT_FALSE(sound.has_value());
    EXPECT_THAT(sound.error().words, HasSubstr("there is no sound card 'No Such Card'"));
    EXPECT_EQ(sound.error().code, "no_sound_card");
    EXPECT_EQ(sound.error().about, "No Such Card");
    const auto missing = make_device_camera({.picture = "/dev/no-such-video", .sound = ""}, feed.get());
    ASSERT_FALSE(missing.has_value());
    EXPECT_THAT(missing.error().words, HasSubstr("/dev/no-such-video"));
    EXPECT_EQ(missing.error().code, "failed");
    EXPECT_EQ(missing.error().about, missing.error().words) << "a library's own words";
}

}  // namespace
}  // namespace wardcast::media
