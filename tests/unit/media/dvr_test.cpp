// Back to the beginning of a meeting while it runs: the playlists of ?dvr=1.
#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "media/media_playlist.h"
#include "muxed_media.h"
#include "packaged_run.h"
#include "playlist_rules.h"
#include "temporary_folder.h"

namespace wardcast::media::test {
namespace {

class Dvr : public testing::Test {
  protected:
    Dvr() { options_.window = std::chrono::seconds(20); }

    // A third of a second a step; the live window is shorter than this.
    void feed_and_wait(PackagedRun& run, std::size_t from, std::size_t to) {
        const auto& video = muxed_video({.frames = 2700});
        const auto& sound = muxed_sound(4221);
        for (std::size_t i = from; i < to; i += 30) {
            run.feed(video, sound, i, std::min(i + 30, to));
            // What is left of the window is on disk by then, as it would be in the time that passes.
            const auto last = parse_playlist(run.body("360p.m3u8")).last_part().first;
            if (last > 1 && is_recorded_) {
                run.wait_until_on_disk("360p", last - 1);
                run.wait_until_on_disk("audio", parse_playlist(run.body("audio.m3u8")).last_part().first - 1);
            }
        }
    }

    static int gaps(const MediaPlaylist& playlist) {
        return static_cast<int>(std::count_if(playlist.segments.begin(), playlist.segments.end(),
                                              [](const auto& segment) { return segment.gap; }));
    }

    TemporaryFolder folder_;
    RunOptions options_{folder_.path()};
    bool is_recorded_ = true;
};

TEST_F(Dvr, ReachesBackToTheBeginningWhileTheLivePlaylistDoesNot) {
    PackagedRun run(options_);
    for (std::size_t i = 0; i < 240; i += 60) {
        feed_and_wait(run, i, i + 60);
        // By itself: what was hinted twenty seconds ago is no longer listed as a part.
        PlaylistRules().check(run.body("360p.m3u8?dvr=1"));
    }
    EXPECT_LT(parse_playlist(run.body("360p.m3u8")).duration(), 40);
    const auto all = parse_playlist(run.body("360p.m3u8?dvr=1"));
    EXPECT_EQ(all.media_sequence, 0U);
    EXPECT_NEAR(all.duration(), 80, 0.5);
    EXPECT_EQ(gaps(all), 0);
    for (const auto& segment : all.segments) {
        if (!segment.uri.empty()) {
            EXPECT_EQ(run.status(segment.uri), 200) << segment.uri;
        }
    }
    EXPECT_EQ(run.status("360p/0.m4s"), 200) << "from disk";
}

TEST_F(Dvr, ItsDeltaUpdatesAreAsShortAsThoseOfTheLivePlaylist) {
    PackagedRun run(options_);
    feed_and_wait(run, 0, 240);
    const auto full = run.body("360p.m3u8?dvr=1");
    const auto delta = run.body("360p.m3u8?dvr=1&_HLS_skip=YES");
    PlaylistRules().check_delta(delta, full);
    EXPECT_LT(delta.size(), run.body("360p.m3u8?_HLS_skip=YES").size() + 100);
    EXPECT_EQ(run.status("360p.m3u8?dvr=1&_HLS_msn=99999"), 400);
    EXPECT_EQ(run.status("360p.m3u8?dvr=1&_HLS_msn=40"), kWaits) << "blocks as the live one does";
}

TEST_F(Dvr, NamesPlaylistsOfItsKindOnly) {
    PackagedRun run(options_);
    feed_and_wait(run, 0, 60);
    const auto index = run.body("index.m3u8?dvr=1");
    EXPECT_NE(index.find("\n360p.m3u8?dvr=1\n"), std::string::npos) << index;
    EXPECT_NE(index.find("URI=\"audio.m3u8?dvr=1\""), std::string::npos) << index;
    EXPECT_EQ(run.body("index.m3u8").find("dvr"), std::string::npos);
    const auto reports = parse_playlist(run.body("360p.m3u8?dvr=1")).reports;
    ASSERT_EQ(reports.size(), 1U);
    EXPECT_EQ(reports[0].at("URI"), "audio.m3u8?dvr=1");
}

TEST_F(Dvr, WhatWasOffTheAirIsAGap) {
    PackagedRun run(options_);
    feed_and_wait(run, 0, 60);
    run.packager().set_air(false);
    is_recorded_ = false;
    feed_and_wait(run, 60, 90);
    run.packager().set_air(true);
    is_recorded_ = true;
    feed_and_wait(run, 90, 240);
    const auto all = parse_playlist(run.body("360p.m3u8?dvr=1"));
    EXPECT_GE(gaps(all), 3);
    EXPECT_LE(gaps(all), 5);
    EXPECT_NEAR(all.duration(), 80, 0.5) << "time goes on through the gap";
}

TEST_F(Dvr, ReachesBackBeyondARestart) {
    {
        PackagedRun run(options_);
        feed_and_wait(run, 0, 120);
    }
    options_.epoch += std::chrono::seconds(60);
    PackagedRun run(options_);
    feed_and_wait(run, 0, 120);
    PlaylistRules rules;
    const auto all = rules.check(run.body("360p.m3u8?dvr=1"));
    EXPECT_EQ(all.media_sequence, 0U);
    EXPECT_EQ(all.segments.front().discontinuity, 0U);
    EXPECT_EQ(all.segments.back().discontinuity, 1U);
    EXPECT_EQ(all.segments.front().map, "360p/init-0.mp4");
    EXPECT_EQ(all.segments.back().map, "360p/init-1.mp4");
    EXPECT_NEAR(all.duration(), 100, 2.5) << "20 s missing are gaps";
    EXPECT_EQ(run.status("360p/init-0.mp4"), 200);
    EXPECT_EQ(run.status("360p/3.m4s"), 200);
}

TEST_F(Dvr, WithoutRecordingItIsTheLiveWindowAndGaps) {
    options_.record = false;
    is_recorded_ = false;
    PackagedRun run(options_);
    feed_and_wait(run, 0, 240);
    const auto all = parse_playlist(run.body("360p.m3u8?dvr=1"));
    EXPECT_NEAR(all.duration(), 80, 0.5);
    EXPECT_GT(gaps(all), 20);
}

std::string listed(const PlaylistPast& past) {
    Segment open;
    open.msn = past.size();
    return render_live_playlist({"360p", {}, open, false, {}, &past});
}

TEST(PlaylistPast, ListsEverySegmentOfALongMeetingOnceAndInOrder) {
    PlaylistPast past, at_a_hundred;
    for (std::uint64_t msn = 0; msn < 150; ++msn) {
        if (msn == 100) at_a_hundred = past;
        Segment segment;
        segment.msn = msn;
        segment.duration = kTargetDuration;
        segment.at = Timestamp(2 * msn * std::chrono::seconds(1));
        past.append(segment, true);
    }
    for (const auto* each : {&past, &at_a_hundred}) {
        const auto playlist = parse_playlist(listed(*each));
        ASSERT_EQ(playlist.segments.size(), each->size());
        for (std::size_t i = 0; i < playlist.segments.size(); ++i)
            EXPECT_EQ(playlist.segments[i].uri, "360p/" + std::to_string(i) + ".m4s");
    }
    EXPECT_EQ(at_a_hundred.size(), 100U) << "what was there is not changed by what comes";
}

}  // namespace
}  // namespace wardcast::media::test
