// Playlists of captions: cut like the picture, beside it from the beginning, in the recording too.
#include <string>

#include <gtest/gtest.h>

#include "media/recording.h"
#include "muxed_media.h"
#include "packaged_run.h"
#include "playlist_rules.h"
#include "temporary_folder.h"

namespace wardcast::media::test {
namespace {

class CaptionPlaylist : public testing::Test {
  protected:
    TemporaryFolder folder_;
    RunOptions options_{folder_.path()};
};

TEST_F(CaptionPlaylist, IsCutWhereThePictureIsCutAndKeepsTheRules) {
    PackagedRun run(options_);
    EXPECT_EQ(run.status("captions/en/index.m3u8"), kWaits);
    PlaylistRules rules(PlaylistRules::Of::Captions);
    for (std::size_t i = 0; i < 30; i += 10) {
        run.feed(muxed_video(), muxed_sound(), i, i + 10);
        rules.check(run.body("captions/en/index.m3u8"));
    }
    const auto captions = parse_playlist(run.body("captions/en/index.m3u8"));
    const auto picture = parse_playlist(run.body("360p.m3u8"));
    ASSERT_GE(captions.segments.size(), 3U);
    for (const auto& segment : captions.segments) {
        const auto* same = picture.find(segment.msn);
        ASSERT_NE(same, nullptr);
        EXPECT_EQ(segment.duration, same->duration);
        EXPECT_EQ(segment.time, same->time);
    }
}

TEST_F(CaptionPlaylist, NamesEachPieceByTheTimeThatItCovers) {
    PackagedRun run(options_);
    run.feed(muxed_video(), muxed_sound());
    const auto captions = parse_playlist(run.body("captions/cy/index.m3u8"));
    const auto at = std::to_string(kEpoch.time_since_epoch().count() + 2000);
    EXPECT_EQ(captions.segments.at(1).uri, "at/" + at + "-2000-2000.vtt");
}

TEST_F(CaptionPlaylist, WaitsForTheNextSegmentWhenAskedTo) {
    PackagedRun run(options_);
    run.feed(muxed_video(), muxed_sound(), 0, 12);
    const auto next = std::to_string(parse_playlist(run.body("captions/en/index.m3u8")).segments.size());
    EXPECT_EQ(run.status("captions/en/index.m3u8?_HLS_msn=" + next), kWaits);
    run.feed(muxed_video(), muxed_sound(), 12, 24);
    EXPECT_EQ(run.status("captions/en/index.m3u8?_HLS_msn=" + next), 200);
    EXPECT_EQ(run.status("captions/en/index.m3u8?_HLS_msn=100"), 400);
}

TEST_F(CaptionPlaylist, IsOfferedInBothLanguagesWhileTheMeetingRuns) {
    PackagedRun run(options_);
    run.feed(muxed_video(), muxed_sound());
    const auto text = run.body("index.m3u8?captions=1");
    for (const char* language : {"en", "cy"}) {
        EXPECT_NE(text.find("LANGUAGE=\"" + std::string(language) + "\""), std::string::npos) << text;
        EXPECT_NE(text.find("URI=\"captions/" + std::string(language) + "/index.m3u8\""), std::string::npos) << text;
    }
    EXPECT_EQ(run.status("captions/fr/index.m3u8"), 404);
    EXPECT_EQ(run.body("index.m3u8").find("SUBTITLES"), std::string::npos) << "nobody asked for them";
}

TEST_F(CaptionPlaylist, ReachesBackToTheBeginningWithTheOthers) {
    options_.window = std::chrono::seconds(20);
    PackagedRun run(options_);
    run.feed(muxed_video({.frames = 1500}), muxed_sound(2346));
    const auto all = parse_playlist(run.body("captions/en/index.m3u8?dvr=1"));
    EXPECT_EQ(all.media_sequence, 0U);
    EXPECT_NEAR(all.duration(), 50, 2.5);
    PlaylistRules(PlaylistRules::Of::Captions).check(run.body("captions/en/index.m3u8?dvr=1"));
    EXPECT_NE(run.body("index.m3u8?dvr=1&captions=1").find("captions/en/index.m3u8?dvr=1"), std::string::npos);
}

TEST_F(CaptionPlaylist, OfARecordingHasThePicturesCutsAndIsNamedWhereThereAreWords) {
    {
        PackagedRun run(options_);
        run.feed(muxed_video(), muxed_sound());
        run.end_and_wait_until_recorded();
    }
    const RecordingOrigin origin(folder_.path());
    const auto captions = parse_playlist(body_of(origin.hls(kMeeting, "captions/en/index.m3u8")));
    const auto picture = parse_playlist(body_of(origin.hls(kMeeting, "360p.m3u8")));
    EXPECT_TRUE(captions.vod);
    ASSERT_EQ(captions.segments.size(), picture.segments.size());
    EXPECT_EQ(captions.segments.back().duration, picture.segments.back().duration);
    EXPECT_EQ(body_of(origin.index(kMeeting, {})).find("SUBTITLES"), std::string::npos);
    const auto index = body_of(origin.index(kMeeting, {"cy"}));
    EXPECT_NE(index.find("URI=\"captions/cy/index.m3u8\""), std::string::npos) << index;
    EXPECT_EQ(index.find("LANGUAGE=\"en\""), std::string::npos) << index;
}

}  // namespace
}  // namespace wardcast::media::test
