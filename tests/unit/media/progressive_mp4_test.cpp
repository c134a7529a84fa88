#include "media/progressive_mp4.h"

#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "muxed_media.h"
#include "packaged_run.h"
#include "temporary_folder.h"

namespace wardcast::media::test {
namespace {

class ProgressiveMp4 : public testing::Test {
  protected:
    // Writes the file out, read in pieces as it is sent.
    std::filesystem::path write_out(const std::vector<Chapter>& chapters = {}) {
        const auto index = load_recording_index(folder_.path() / kMeeting);
        EXPECT_TRUE(index.has_value());
        const auto made = make_progressive_mp4(folder_.path() / kMeeting, *index, chapters);
        EXPECT_TRUE(made.has_value()) << made.error().message;
        const auto file = folder_.path() / "whole.mp4";
        std::ofstream out(file, std::ios::binary);
        constexpr std::uint64_t kPiece = 100'003;  // Borders anywhere.
        for (std::uint64_t at = 0; at < (*made)->size(); at += kPiece) {
            const auto piece = (*made)->read(at, static_cast<std::size_t>(std::min(kPiece, (*made)->size() - at)));
            EXPECT_NE(piece, nullptr);
            out << *piece;
        }
        EXPECT_EQ((*made)->read((*made)->size(), 1), nullptr);
        return file;
    }

    TemporaryFolder folder_;
    RunOptions options_{folder_.path()};
};

TEST_F(ProgressiveMp4, HoldsEveryFrameOfPictureAndSoundFromTheBeginning) {
    {
        PackagedRun run(options_);
        run.feed(muxed_video(), muxed_sound());
        run.end_and_wait_until_recorded();
    }
    const auto file = write_out();
    EXPECT_EQ(output_of("ffmpeg -nostdin -v error -i '" + file.string() + "' -f null - 2>&1"), "");
    const auto video = packets_of(file, "v:0");
    const auto sound = packets_of(file, "a:0");
    EXPECT_EQ(video.packets, 360U);
    EXPECT_TRUE(video.monotonic);
    EXPECT_NEAR(video.duration, 12.0, 0.01);
    EXPECT_GE(sound.packets, 563U);
    EXPECT_NEAR(sound.duration, 12.0, 0.1);
}

TEST_F(ProgressiveMp4, CanBeEnteredAnywhere) {
    {
        PackagedRun run(options_);
        run.feed(muxed_video(), muxed_sound());
        run.end_and_wait_until_recorded();
    }
    const auto file = write_out();
    // The keyframe before the place asked for.
    EXPECT_EQ(output_of("ffmpeg -nostdin -v error -ss 7 -i '" + file.string() + "' -t 1 -f null - 2>&1"), "");
    const auto first = output_of(
        "ffprobe -v error -read_intervals 7%+0.01 -select_streams v -show_entries "
        "packet=pts_time -of csv=p=0 '" +
        file.string() + "' 2>&1 | head -1");
    EXPECT_EQ(first.substr(0, 8), "6.000000");
}

TEST_F(ProgressiveMp4, LeavesOutPausesAndKeepsPictureAndSoundTogether) {
    {
        PackagedRun run(options_);
        run.feed(muxed_video({.frames = 900}), muxed_sound(1407), 0, 30);
        run.packager().set_air(false);
        run.feed(muxed_video({.frames = 900}), muxed_sound(1407), 30, 60);
        run.packager().set_air(true);
        run.feed(muxed_video({.frames = 900}), muxed_sound(1407), 60, 120);
        run.end_and_wait_until_recorded();
    }
    options_.epoch += std::chrono::seconds(60);
    {
        PackagedRun run(options_);
        run.feed(muxed_video(), muxed_sound());
        run.end_and_wait_until_recorded();
    }
    const auto file = write_out();
    EXPECT_EQ(output_of("ffmpeg -nostdin -v error -i '" + file.string() + "' -f null - 2>&1"), "");
    const auto video = packets_of(file, "v:0");
    const auto sound = packets_of(file, "a:0");
    EXPECT_TRUE(video.monotonic);
    EXPECT_TRUE(sound.monotonic);
    EXPECT_NEAR(video.duration, sound.duration, 0.25);
    EXPECT_LT(video.duration, 36) << "30 s, 10 s of them off the air, and 12 s more";
    EXPECT_GT(video.duration, 28);
}

// The widths of the decoded pictures, one for each change: "320 160 320".
std::string widths_in(const std::filesystem::path& file) {
    return output_of("ffprobe -v error -select_streams v -show_entries frame=width -of csv=p=0 '" + file.string() +
                     "' 2>&1 | tr -d , | grep . | uniq | tr '\\n' ' '");
}

TEST_F(ProgressiveMp4, WhereTheLargestPictureWasLeftOutItHasTheNext) {
    options_.second_rung = true;
    const auto& smaller = muxed_video({.frames = 600, .width = 160, .height = 90});
    {
        PackagedRun run(options_);
        run.second_rung().bytes(smaller);
        run.feed(muxed_video({.frames = 200}), muxed_sound(938));  // Six seconds and two thirds; then it stands still.
        run.video().ended();
        run.video().gap_until(std::chrono::seconds(14));
        run.video().restart(std::chrono::seconds(14));
        run.feed(muxed_video({.frames = 180}), "");
        run.second_rung().ended();
        run.end_and_wait_until_recorded();
    }
    const auto file = write_out();
    EXPECT_EQ(output_of("ffmpeg -nostdin -v error -i '" + file.string() + "' -f null - 2>&1"), "");
    const auto video = packets_of(file, "v:0");
    EXPECT_EQ(video.packets, 600U) << "every picture of twenty seconds";
    EXPECT_TRUE(video.monotonic);
    EXPECT_NEAR(video.duration, 20.0, 0.01);
    EXPECT_EQ(widths_in(file), "320 160 320 ");
    const auto gstreamer = output_of("gst-launch-1.0 -q filesrc location='" + file.string() +
                                     "' ! qtdemux ! h264parse ! avdec_h264 ! fakesink sync=false 2>&1; echo $?");
    EXPECT_EQ(gstreamer, "0\n");
}

TEST_F(ProgressiveMp4, IsAsLargeAsTheLargestPictureAlsoWhenThatCameLate) {
    options_.second_rung = true;
    {
        PackagedRun run(options_);
        run.second_rung().bytes(muxed_video({.frames = 360, .width = 160, .height = 90}));
        run.feed(muxed_video({.frames = 60}), muxed_sound());
        run.packager().set_air(false);
        run.packager().set_air(true);
        run.video().ended();
        run.video().gap_until(std::chrono::seconds(6));
        run.video().restart(std::chrono::seconds(6));
        run.feed(muxed_video({.frames = 180}), "");
        run.second_rung().ended();
        run.end_and_wait_until_recorded();
    }
    const auto file = write_out();
    EXPECT_EQ(output_of("ffprobe -v error -select_streams v -show_entries stream=width,height -of csv=p=0 '" +
                        file.string() + "' 2>&1"),
              "320,180\n");
    EXPECT_EQ(packets_of(file, "v:0").packets, 360U);
}

TEST_F(ProgressiveMp4, CarriesChapters) {
    {
        PackagedRun run(options_);
        run.feed(muxed_video(), muxed_sound());
        run.end_and_wait_until_recorded();
    }
    const auto file =
        write_out({{std::chrono::milliseconds(0), "Apologies"}, {std::chrono::seconds(5), "Cynllunio – planning"}});
    const auto chapters = output_of("ffprobe -v error -show_chapters -of csv=p=0 '" + file.string() + "' 2>&1");
    EXPECT_NE(chapters.find("0.000000"), std::string::npos) << chapters;
    EXPECT_NE(chapters.find("5.000000,"), std::string::npos) << chapters;
    EXPECT_NE(chapters.find("Cynllunio – planning"), std::string::npos) << chapters;
}

TEST_F(ProgressiveMp4, OfNothingRecordedThereIsNone) {
    const auto made = make_progressive_mp4(folder_.path() / kMeeting, {}, {});
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().kind, ErrorKind::NotFound);
}

}  // namespace
}  // namespace wardcast::media::test
