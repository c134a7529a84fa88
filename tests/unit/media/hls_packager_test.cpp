#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "media/fmp4_track.h"
#include "muxed_media.h"
#include "packaged_run.h"
#include "playlist_rules.h"
#include "programme_rules.h"
#include "temporary_folder.h"

namespace wardcast::media::test {
namespace {

class HlsPackager : public testing::Test {
  protected:
    // Feeds both muxers' streams bit by bit and calls look after every chunk that brought something new.
    void feed_watching(PackagedRun& run, const std::string& video, const std::string& sound,
                       const std::function<void(const std::string& rendition)>& look) {
        std::size_t place = 0;
        // Sound has a third of the bytes of a second; any pace will do as long as neither waits for the other.
        const auto step = [&](RenditionSink& sink, const std::string& bytes, double share, const char* name) {
            const auto from = static_cast<std::size_t>(static_cast<double>(bytes.size()) * share);
            const auto to = static_cast<std::size_t>(static_cast<double>(bytes.size()) * (share + kStep));
            const auto before = run.advances(name);
            sink.bytes(std::string_view(bytes).substr(from, to - from));
            if (run.advances(name) != before) look(name);
        };
        for (double share = 0; share < 1; share = static_cast<double>(++place) * kStep) {
            step(run.video(), video, share, "360p");
            if (options_.second_rung) step(run.second_rung(), video, share, "90p");
            step(run.sound(), sound, share, "audio");
        }
    }

    static constexpr double kStep = 1.0 / 512;
    TemporaryFolder folder_;
    RunOptions options_{folder_.path()};
};

TEST_F(HlsPackager, EveryVersionOfEveryPlaylistKeepsTheRules) {
    options_.second_rung = true;
    PackagedRun run(options_);
    ProgrammeRules rules({"360p", "90p", "audio"});
    std::map<std::string, int> versions;
    feed_watching(run, muxed_video({.frames = 1234}), muxed_sound(1930), [&](const std::string& rendition) {
        const auto full = run.body(rendition + ".m3u8");
        rules.check(rendition, full);
        rules.check_delta(rendition, run.body(rendition + ".m3u8?_HLS_skip=YES"), full);
        ++versions[rendition];
    });
    run.second_rung().ended();
    run.end_and_wait_until_recorded();
    for (const auto* rendition : {"360p", "90p", "audio"}) {
        const auto& last = rules.check(rendition, run.body(fmt::format("{}.m3u8", rendition)));
        EXPECT_TRUE(last.ended);
        EXPECT_GT(versions[rendition], 90);
        EXPECT_NEAR(last.duration(), 41.1, 0.2) << "the whole run lies within the window";
    }
}

TEST_F(HlsPackager, PlayersOfTheWholeDecodeEveryFrameInOrder) {
    PackagedRun run(options_);
    run.feed(muxed_video(), muxed_sound());
    run.end_and_wait_until_recorded();
    const auto get = [&](const std::string& address) { return run.body(address); };
    const auto video = decode(download(get, "360p", folder_.path()).at(0));
    EXPECT_EQ(video.errors, "");
    EXPECT_EQ(video.packets, 360U);
    EXPECT_TRUE(video.monotonic);
    const auto sound = decode(download(get, "audio", folder_.path()).at(0));
    EXPECT_EQ(sound.errors, "");
    EXPECT_GE(sound.packets, 563U);
    EXPECT_TRUE(sound.monotonic);
}

TEST_F(HlsPackager, PartsPutTogetherAreTheirSegment) {
    PackagedRun run(options_);
    run.feed(muxed_video(), muxed_sound());
    const auto playlist = parse_playlist(run.body("360p.m3u8"));
    for (const auto& segment : playlist.segments) {
        if (segment.uri.empty() || segment.parts.empty()) continue;
        std::string parts;
        for (const auto& part : segment.parts)
            parts += run.body(part.uri);
        EXPECT_EQ(parts, run.body(segment.uri));
    }
}

TEST_F(HlsPackager, PartsNoLongerListedAreStillServed) {
    PackagedRun run(options_);
    run.feed(muxed_video(), muxed_sound());
    const auto playlist = parse_playlist(run.body("360p.m3u8"));
    ASSERT_TRUE(playlist.segments.front().parts.empty());
    std::string parts;
    for (int part = 0; part < 6; ++part)
        parts += run.body(fmt::format("360p/0.{}.m4s", part));
    EXPECT_EQ(parts, run.body("360p/0.m4s"));
}

TEST_F(HlsPackager, VideoSegmentsAreTwoSecondsAndSoundGoesAlong) {
    PackagedRun run(options_);
    run.feed(muxed_video({.frames = 900}), muxed_sound(1407));
    const auto video = parse_playlist(run.body("360p.m3u8"));
    const auto sound = parse_playlist(run.body("audio.m3u8"));
    double video_end = 0;
    double sound_end = 0;
    for (std::size_t i = 0; i < 13; ++i) {
        video_end += video.segments[i].duration;
        sound_end += sound.segments[i].duration;
        EXPECT_DOUBLE_EQ(video.segments[i].duration, 2.0);
        EXPECT_NEAR(video_end, sound_end, 0.2) << "segment " << i;
    }
}

TEST_F(HlsPackager, SegmentsCarryTheWallTimeOfTheirFirstFrame) {
    PackagedRun run(options_);
    run.feed(muxed_video(), muxed_sound());
    const auto playlist = parse_playlist(run.body("360p.m3u8"));
    EXPECT_EQ(playlist.segments[0].time, "2026-11-26T19:00:00.000Z");
    EXPECT_EQ(playlist.segments[3].time, "2026-11-26T19:00:06.000Z");
}

TEST_F(HlsPackager, TheMultivariantPlaylistNamesCodecsSizesAndTheSoundAlone) {
    PackagedRun run(options_);
    EXPECT_EQ(run.status("index.m3u8"), kWaits);
    run.feed(muxed_video(), muxed_sound());
    const auto text = run.body("index.m3u8?captions=1");
    EXPECT_NE(text.find("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"sound\""), std::string::npos) << text;
    EXPECT_NE(text.find("CODECS=\"avc1.42C00D,mp4a.40.2\",RESOLUTION=320x180,FRAME-RATE=30.000,AUDIO=\"sound\","
                        "SUBTITLES=\"captions\"\n"
                        "360p.m3u8\n"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("CODECS=\"mp4a.40.2\",AUDIO=\"sound\",SUBTITLES=\"captions\"\naudio.m3u8\n"), std::string::npos)
        << text;
    EXPECT_NE(text.find("AVERAGE-BANDWIDTH="), std::string::npos) << text;
}

TEST_F(HlsPackager, APlaylistWaitsForItsFirstPart) {
    PackagedRun run(options_);
    const auto reply = run.get("360p.m3u8");
    ASSERT_TRUE(std::holds_alternative<HlsWait>(reply));
    EXPECT_EQ(std::get<HlsWait>(reply).rendition, "360p");
    EXPECT_EQ(std::get<HlsWait>(reply).at_most, std::chrono::seconds(6)) << "three target durations";
}

TEST_F(HlsPackager, BlockingRequestsWaitForTheSegmentOrPartTheyName) {
    PackagedRun run(options_);
    // Four seconds and one part: segments 0 and 1 are complete, of segment 2 there is part 0.
    run.feed(muxed_video({.frames = 130}), muxed_sound(200));
    EXPECT_EQ(run.status("360p.m3u8?_HLS_msn=1"), 200);
    EXPECT_EQ(run.status("360p.m3u8?_HLS_msn=2"), kWaits);
    EXPECT_EQ(run.status("360p.m3u8?_HLS_msn=3"), kWaits);
    EXPECT_EQ(run.status("360p.m3u8?_HLS_msn=4"), 400) << "more than two ahead of the last complete segment";
    EXPECT_EQ(run.status("360p.m3u8?_HLS_msn=2&_HLS_part=0"), 200);
    EXPECT_EQ(run.status("360p.m3u8?_HLS_msn=2&_HLS_part=1"), kWaits);
    EXPECT_EQ(run.status("360p.m3u8?_HLS_msn=2&_HLS_part=9"), 400) << "beyond the advance part limit";
    EXPECT_EQ(run.status("360p.m3u8?_HLS_msn=1&_HLS_part=6"), 200) << "part 6 of segment 1 is part 0 of segment 2";
    EXPECT_EQ(run.status("360p.m3u8?_HLS_part=1"), 400);
    EXPECT_EQ(run.status("360p.m3u8?_HLS_msn=-1"), 400);
    EXPECT_EQ(run.status("360p.m3u8?_HLS_msn=18446744073709551617"), 400);
}

TEST_F(HlsPackager, ThePartAfterTheLastOfASegmentIsTheFirstOfTheNext) {
    PackagedRun run(options_);
    run.feed(muxed_video({.frames = 120}), muxed_sound(188));
    EXPECT_EQ(run.status("360p.m3u8?_HLS_msn=1&_HLS_part=5"), 200);
    EXPECT_EQ(run.status("360p.m3u8?_HLS_msn=1&_HLS_part=6"), kWaits);
    EXPECT_EQ(run.status("360p.m3u8?_HLS_msn=2&_HLS_part=0"), kWaits);
}

TEST_F(HlsPackager, TheHintedPartIsWaitedForAndNoOther) {
    PackagedRun run(options_);
    run.feed(muxed_video({.frames = 130}), muxed_sound(200));
    EXPECT_EQ(parse_playlist(run.body("360p.m3u8")).hints, std::vector<std::string>{"360p/2.1.m4s"});
    EXPECT_EQ(run.status("360p/2.1.m4s"), kWaits);
    EXPECT_EQ(run.status("360p/2.2.m4s"), 404);
    EXPECT_EQ(run.status("360p/1.6.m4s"), 404);
    EXPECT_EQ(run.status("360p/2.m4s"), 404) << "not complete";
}

TEST_F(HlsPackager, AnEndedProgrammeKeepsNobodyWaiting) {
    PackagedRun run(options_);
    run.feed(muxed_video({.frames = 130}), muxed_sound(200));
    run.end_and_wait_until_recorded();
    EXPECT_EQ(run.status("360p.m3u8?_HLS_msn=9"), 200);
    EXPECT_EQ(run.status("360p.m3u8?_HLS_msn=2&_HLS_part=7"), 200);
    EXPECT_EQ(run.status("360p/3.0.m4s"), 404);
}

TEST_F(HlsPackager, UnknownAddressesAreNotFound) {
    PackagedRun run(options_);
    run.feed(muxed_video({.frames = 130}), muxed_sound(200));
    for (const auto* address : {"", "nothing", "480p.m3u8", "480p/0.m4s", "360p/init-7.mp4", "360p/99.m4s",
                                "360p/../audio.m3u8", "../360p.m3u8", "360p/00.m4s", "360p/0.0.0.m4s", "360p/-1.m4s"}) {
        EXPECT_EQ(run.status(address), 404) << address;
    }
}

TEST_F(HlsPackager, CachingIsAsTheProtocolSays) {
    PackagedRun run(options_);
    run.feed(muxed_video({.frames = 130}), muxed_sound(200));
    const auto caching = [&](const char* address) {
        const auto reply = run.get(address);
        const auto* body = std::get_if<HlsBody>(&reply);
        return body == nullptr ? std::string("no body") : std::string(body->cache_control);
    };
    EXPECT_EQ(caching("index.m3u8"), "no-cache");
    EXPECT_EQ(caching("360p.m3u8"), "max-age=1");
    EXPECT_EQ(caching("360p.m3u8?_HLS_msn=1"), "max-age=6");
    EXPECT_EQ(caching("360p/init-0.mp4"), "max-age=31536000, immutable");
    EXPECT_EQ(caching("360p/1.m4s"), "max-age=31536000, immutable");
    EXPECT_EQ(caching("360p/2.0.m4s"), "max-age=31536000, immutable");
}

TEST_F(HlsPackager, OnePlaylistIsRenderedAndCompressedOnceForAll) {
    PackagedRun run(options_);
    run.feed(muxed_video(), muxed_sound());
    for (const auto* address : {"360p.m3u8", "360p.m3u8?_HLS_skip=YES"}) {
        const auto one = std::get<HlsBody>(run.get(address));
        const auto other = std::get<HlsBody>(run.get(address));
        EXPECT_EQ(one.bytes, other.bytes);
        EXPECT_EQ(one.gzip, other.gzip);
        ASSERT_NE(one.gzip, nullptr);

        std::string inflated(one.bytes->size() + 1, '\0');
        z_stream stream{};
        ASSERT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(one.gzip->data()));
        stream.avail_in = static_cast<uInt>(one.gzip->size());
        stream.next_out = reinterpret_cast<Bytef*>(inflated.data());
        stream.avail_out = static_cast<uInt>(inflated.size());
        EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
        inflated.resize(stream.total_out);
        inflateEnd(&stream);
        EXPECT_EQ(inflated, *one.bytes);
    }
}

TEST_F(HlsPackager, TheWindowForgetsWhatIsOlderButTheRecordingStillServesIt) {
    options_.window = std::chrono::seconds(24);
    PackagedRun run(options_);
    run.feed(muxed_video({.frames = 1200}), muxed_sound(1875));
    run.end_and_wait_until_recorded();
    const auto playlist = parse_playlist(run.body("360p.m3u8"));
    EXPECT_EQ(playlist.media_sequence, 8U);
    EXPECT_EQ(playlist.segments.size(), 12U);
    EXPECT_EQ(run.status("360p/0.m4s"), 200);
    EXPECT_EQ(run.status("360p/0.0.m4s"), 404);
}

TEST_F(HlsPackager, WithoutARecordingWhatHasLeftTheWindowIsGone) {
    options_.window = std::chrono::seconds(24);
    options_.record = false;
    PackagedRun run(options_);
    run.feed(muxed_video({.frames = 1200}), muxed_sound(1875));
    const auto playlist = parse_playlist(run.body("360p.m3u8"));
    EXPECT_EQ(run.status(playlist.segments.front().uri), 200);
    EXPECT_EQ(run.status(fmt::format("360p/{}.m4s", playlist.media_sequence - 1)), 404);
    EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(HlsPackager, OddFragmentsOfTheMuxerStillMakeWholeSegments) {
    PackagedRun run(options_);
    run.feed(muxed_video({.frames = 360, .fragment_ms = 333}), muxed_sound());
    const auto playlist = parse_playlist(run.body("360p.m3u8"));
    ASSERT_EQ(playlist.segments.size(), 6U);
    for (const auto& segment : playlist.segments)
        EXPECT_DOUBLE_EQ(segment.duration, 2.0);
}

TEST_F(HlsPackager, FragmentsLongerThanAPartAreCut) {
    PackagedRun run(options_);
    run.feed(muxed_video({.frames = 360, .fragment_ms = 2000}), muxed_sound());
    const auto playlist = PlaylistRules().check(run.body("360p.m3u8"));
    EXPECT_EQ(playlist.segments[4].parts.size(), 6U);
    const auto get = [&](const std::string& address) { return run.body(address); };
    const auto video = decode(download(get, "360p", folder_.path()).at(0));
    EXPECT_EQ(video.errors, "");
    EXPECT_EQ(video.packets, 360U);
    EXPECT_TRUE(video.monotonic);
}

TEST_F(HlsPackager, AnEncoderThatIsReplacedGoesOnAfterAGapWithoutADiscontinuity) {
    PackagedRun run(options_);
    const auto first = muxed_video({.frames = 150});
    const auto second = muxed_video({.frames = 240});
    run.feed(first, muxed_sound());
    run.video().ended();  // As when a rung is left out: five seconds are there.
    PlaylistRules rules;
    for (int seconds = 6; seconds <= 10; seconds += 2) {
        run.video().gap_until(std::chrono::seconds(seconds));
        EXPECT_TRUE(rules.check(run.body("360p.m3u8")).segments.back().gap);
    }
    EXPECT_NE(run.body("index.m3u8").find("360p"), std::string::npos) << "there is no other picture";
    run.video().restart(std::chrono::seconds(10));
    run.feed(second, "");
    const auto playlist = rules.check(run.body("360p.m3u8"));
    EXPECT_FALSE(playlist.segments.back().gap);
    EXPECT_EQ(playlist.segments[3].time, "2026-11-26T19:00:05.000Z");
    EXPECT_EQ(playlist.segments[6].time, "2026-11-26T19:00:10.000Z");
    const auto fragment =
        read_fragment(*read_track_init(run.body("360p/init-0.mp4")),
                      run.body(playlist.segments[6].parts.empty() ? "" : playlist.segments[6].parts[0].uri));
    ASSERT_TRUE(fragment.has_value());
    EXPECT_EQ(fragment->start % fragment->duration, 0U);
    EXPECT_NEAR(static_cast<double>(fragment->start) / static_cast<double>(fragment->duration), 10 * 3.0, 0.01);
}

TEST_F(HlsPackager, VideoWithoutKeyframesInTimeBecomesGapsRatherThanALongSegment) {
    PackagedRun run(options_);
    PlaylistRules rules;
    feed_watching(run, muxed_video({.frames = 720, .keyframe_every = 150}), muxed_sound(1126),
                  [&](const std::string& rendition) {
                      if (rendition == "360p") rules.check(run.body("360p.m3u8"));
                  });
    const auto playlist = parse_playlist(run.body("360p.m3u8"));
    // Five seconds a group of pictures: two are there, three are not.
    EXPECT_FALSE(playlist.segments[0].gap);
    EXPECT_TRUE(playlist.segments[1].gap);
    EXPECT_TRUE(playlist.segments[2].gap);
    EXPECT_FALSE(playlist.segments[3].gap);
    EXPECT_EQ(playlist.segments[3].time, "2026-11-26T19:00:05.000Z");
}

TEST_F(HlsPackager, KeyframesOutOfTurnBeginASegment) {
    PackagedRun run(options_);
    run.feed(muxed_video({.frames = 720, .keyframe_every = 40}), muxed_sound(1126));
    const auto playlist = PlaylistRules().check(run.body("360p.m3u8"));
    ASSERT_EQ(playlist.segments.size(), 18U);
    for (const auto& segment : playlist.segments)
        EXPECT_NEAR(segment.duration, 1.333, 0.001);
}

TEST_F(HlsPackager, GarbageStopsItsRenditionOnly) {
    PackagedRun run(options_);
    run.feed(muxed_video({.frames = 130}), "");
    run.video().bytes(std::string(5000, '\0'));
    run.video().bytes(muxed_video({.frames = 130}));
    run.feed("", muxed_sound());
    EXPECT_EQ(parse_playlist(run.body("360p.m3u8")).last_part(), std::make_pair(std::uint64_t{2}, std::size_t{0}));
    EXPECT_NEAR(parse_playlist(run.body("audio.m3u8")).duration(), 12, 0.5);
}

TEST_F(HlsPackager, RenditionReportsSayHowFarTheOthersAre) {
    PackagedRun run(options_);
    run.feed(muxed_video({.frames = 130}), muxed_sound(200));
    auto reports = parse_playlist(run.body("audio.m3u8")).reports;
    ASSERT_EQ(reports.size(), 1U);
    EXPECT_EQ(reports[0]["URI"], "360p.m3u8");
    EXPECT_EQ(reports[0]["LAST-MSN"], "2");
    EXPECT_EQ(reports[0]["LAST-PART"], "0");
}

// The sanitizers look on.
TEST_F(HlsPackager, ManyAskWhileTheStreamGoesOn) {
    options_.window = std::chrono::seconds(24);
    PackagedRun run(options_);
    std::atomic<bool> over{false};
    std::atomic<int> bodies{0};
    std::vector<std::thread> viewers;
    for (int i = 0; i < 4; ++i) {
        viewers.emplace_back([&] {
            while (!over) {
                bodies += run.status("index.m3u8") == 200;
                bodies += run.status("audio.m3u8?_HLS_skip=YES") == 200;
                bodies += run.status("360p/init-0.mp4") == 200;
                const auto playlist = body_of(run.get("360p.m3u8"));
                if (playlist.empty()) continue;
                for (const auto& segment : parse_playlist(playlist).segments) {
                    bodies += run.status(segment.uri) == 200;
                    for (const auto& part : segment.parts)
                        bodies += run.status(part.uri) == 200;
                }
            }
        });
    }
    run.feed(muxed_video({.frames = 1234}), muxed_sound(1930));
    run.packager().set_air(false);
    run.end_and_wait_until_recorded();
    over = true;
    for (auto& viewer : viewers)
        viewer.join();
    EXPECT_GT(bodies, 0);
}

}  // namespace
}  // namespace wardcast::media::test
