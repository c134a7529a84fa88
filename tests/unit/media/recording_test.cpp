#include "media/recording.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <map>
#include <spawn.h>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "media/recording_index.h"
#include "muxed_media.h"
#include "packaged_run.h"
#include "playlist_rules.h"
#include "temporary_folder.h"

namespace wardcast::media::test {
namespace {

using namespace std::chrono_literals;

class Recording : public testing::Test {
  protected:
    // The VOD playlist, held against the rules.
    MediaPlaylist playlist(const std::string& rendition) {
        PlaylistRules rules;
        const auto read = rules.check(get(rendition + ".m3u8"));
        EXPECT_TRUE(read.vod);
        EXPECT_TRUE(read.ended);
        return read;
    }

    std::string get(const std::string& path) {
        const auto reply = RecordingOrigin(folder_.path()).hls(kMeeting, path);
        EXPECT_EQ(status_of(reply), 200) << path;
        return body_of(reply);
    }

    // Downloads and decodes a rendition as a player of the recording would; the number of frames in all.
    std::size_t decoded_frames(const std::string& rendition) {
        std::size_t frames = 0;
        for (const auto& file :
             download([this](const std::string& path) { return get(path); }, rendition, folder_.path())) {
            const auto decoded = decode(file);
            EXPECT_EQ(decoded.errors, "") << file;
            EXPECT_TRUE(decoded.monotonic) << file;
            frames += decoded.packets;
        }
        return frames;
    }

    // Of all renditions, as the index on disk has it.
    std::size_t recorded_segments() {
        const auto index = load_recording_index(folder_.path() / kMeeting);
        EXPECT_TRUE(index.has_value());
        std::size_t segments = 0;
        for (const auto& rendition : index->renditions())
            segments += rendition.segments.size();
        return segments;
    }

    static int discontinuities(const MediaPlaylist& playlist) {
        return static_cast<int>(std::count_if(playlist.segments.begin(), playlist.segments.end(),
                                              [](const auto& segment) { return segment.marked_discontinuity; }));
    }

    TemporaryFolder folder_;
    RunOptions options_{folder_.path()};
};

TEST_F(Recording, PlaysAgainFromBeginningToEnd) {
    {
        PackagedRun run(options_);
        run.feed(muxed_video(), muxed_sound());
        run.end_and_wait_until_recorded();
        EXPECT_TRUE(run.troubles().empty());
    }
    EXPECT_EQ(decoded_frames("360p"), 360U);
    EXPECT_GE(decoded_frames("audio"), 563U);
    const auto video = playlist("360p");
    EXPECT_NEAR(video.duration(), 12, 0.001);
    EXPECT_EQ(video.segments.front().time, "2026-11-26T19:00:00.000Z");
    EXPECT_EQ(discontinuities(video), 0);
    EXPECT_NE(get("index.m3u8").find("RESOLUTION=320x180"), std::string::npos);
}

TEST_F(Recording, TheFilesOnDiskPlayByThemselves) {
    {
        PackagedRun run(options_);
        run.feed(muxed_video(), muxed_sound());
        run.end_and_wait_until_recorded();
    }
    const auto decoded = decode(media_file(folder_.path() / kMeeting, "360p", 0));
    EXPECT_EQ(decoded.errors, "");
    EXPECT_EQ(decoded.packets, 360U);
}

TEST_F(Recording, IsServedAsVodWithCachingForEver) {
    {
        PackagedRun run(options_);
        run.feed(muxed_video(), muxed_sound());
        run.end_and_wait_until_recorded();
    }
    const RecordingOrigin origin(folder_.path());
    EXPECT_TRUE(origin.has(kMeeting));
    const auto list = std::get<HlsBody>(origin.hls(kMeeting, "360p.m3u8"));
    EXPECT_STREQ(list.cache_control, "no-cache");
    EXPECT_NE(list.gzip, nullptr);
    const auto again = std::get<HlsBody>(origin.hls(kMeeting, "360p.m3u8"));
    EXPECT_EQ(list.bytes, again.bytes) << "rendered once";
    const auto segment = std::get<HlsBody>(origin.hls(kMeeting, "360p/0.m4s"));
    EXPECT_STREQ(segment.cache_control, "max-age=31536000, immutable");
    for (const auto* path : {"480p.m3u8", "360p/99.m4s", "360p/0.0.m4s", "360p/init-9.mp4", "index.txt", "../x"})
        EXPECT_EQ(status_of(origin.hls(kMeeting, path)), 404) << path;
}

TEST_F(Recording, OfAMeetingThatHasNoneIsNotFound) {
    const RecordingOrigin origin(folder_.path());
    EXPECT_FALSE(origin.has("other"));
    EXPECT_EQ(status_of(origin.hls("other", "index.m3u8")), 404);
}

TEST_F(Recording, LeavesOutWhatWasOffTheAirAndSaysSo) {
    const auto& video = muxed_video({.frames = 900});
    const auto& sound = muxed_sound(1407);
    {
        PackagedRun run(options_);
        run.feed(video, sound, 0, 30);
        run.packager().set_air(false);
        run.feed(video, sound, 30, 60);
        run.packager().set_air(true);
        run.feed(video, sound, 60, 120);
        run.end_and_wait_until_recorded();
        EXPECT_NEAR(parse_playlist(run.body("360p.m3u8")).duration(), 30, 0.001) << "live viewers miss nothing";
    }
    for (const auto* rendition : {"360p", "audio"}) {
        const auto list = playlist(rendition);
        EXPECT_EQ(discontinuities(list), 1) << rendition;
        EXPECT_NEAR(list.duration(), 20, 2.5) << rendition;
        const auto after = std::find_if(list.segments.begin(), list.segments.end(),
                                        [](const auto& segment) { return segment.marked_discontinuity; });
        const auto time = from_rfc3339(after->time);
        ASSERT_TRUE(time.has_value());
        EXPECT_GE(*time, kEpoch + 18s) << rendition;
    }
    EXPECT_EQ(status_of(RecordingOrigin(folder_.path()).hls(kMeeting, "360p/7.m4s")), 404);
    EXPECT_EQ(decoded_frames("360p"), 600U);
}

TEST_F(Recording, NothingOfAProgrammeThatWasNeverOnTheAir) {
    PackagedRun run(options_);
    run.packager().set_air(false);
    run.feed(muxed_video(), muxed_sound());
    run.packager().finish();
    EXPECT_FALSE(RecordingOrigin(folder_.path()).has(kMeeting));
}

// --- Restarts ---

TEST_F(Recording, LivePlayersGoOnAfterARestartWithoutANumberUsedTwice) {
    std::map<std::string, PlaylistRules> rules;
    std::map<std::string, MediaPlaylist> before;
    const auto& video = muxed_video({.frames = 408});
    const auto& sound = muxed_sound(638);
    {
        PackagedRun run(options_);
        run.feed(video, sound);
        run.wait_until_on_disk("360p", 5);
        run.wait_until_on_disk("audio", 5);
        for (const auto* rendition : {"360p", "audio"})
            before[rendition] = rules[rendition].check(run.body(fmt::format("{}.m3u8", rendition)));
    }
    options_.epoch += 20s;
    PackagedRun run(options_);
    run.feed(video, sound, 0, 3);
    for (const auto* rendition : {"360p", "audio"}) {
        rules[rendition].restarted();
        const auto now = rules[rendition].check(run.body(fmt::format("{}.m3u8", rendition)));
        EXPECT_EQ(now.media_sequence, 0U);
        EXPECT_GT(now.last_part(), before[rendition].last_part());
        EXPECT_EQ(discontinuities(now), 1);
        EXPECT_EQ(now.segments.back().discontinuity, 1U);
        EXPECT_EQ(now.segments.back().map, fmt::format("{}/init-1.mp4", rendition));
        EXPECT_EQ(now.segments.back().time, "2026-11-26T19:00:20.000Z");
        EXPECT_NEAR(now.duration(), 20 + 1.2, 0.3) << "gaps stand for the time in between";
        // What was live before can still be loaded, from disk.
        EXPECT_EQ(run.status(before[rendition].segments.front().uri), 200);
        EXPECT_EQ(run.status(fmt::format("{}/init-0.mp4", rendition)), 200);
    }
    run.feed(video, sound, 3, 100);
    run.end_and_wait_until_recorded();
    EXPECT_EQ(discontinuities(playlist("360p")), 1);
    EXPECT_EQ(discontinuities(playlist("audio")), 1);
    EXPECT_EQ(decoded_frames("360p"), 360U + 408U) << "what had not made a whole segment is lost";
}

TEST_F(Recording, ARungThatWasLeftOutHasGapsAndTakesNothingFromTheOthers) {
    options_.second_rung = true;
    PackagedRun run(options_);
    run.second_rung().bytes(muxed_video());
    run.feed(muxed_video({.frames = 120}), muxed_sound());  // Four seconds of twelve, then no more.
    run.video().ended();
    run.video().gap_until(std::chrono::seconds(12));
    run.end_and_wait_until_recorded();
    EXPECT_NEAR(playlist("90p").duration(), 12, 0.1);
    EXPECT_NEAR(playlist("audio").duration(), 12, 0.1);
    const auto top = playlist("360p");
    EXPECT_NEAR(top.duration(), 12, 0.1);
    EXPECT_FALSE(top.segments[1].gap);
    EXPECT_TRUE(top.segments[2].gap);
    EXPECT_TRUE(top.segments.back().gap);
}

TEST_F(Recording, ARestartAfterALongTimeShowsLivePlayersNothingOld) {
    {
        PackagedRun run(options_);
        run.feed(muxed_video(), muxed_sound());
        run.end_and_wait_until_recorded();
    }
    options_.epoch += 10min;
    PackagedRun run(options_);
    run.feed(muxed_video(), muxed_sound());
    const auto now = PlaylistRules().check(run.body("360p.m3u8"));
    EXPECT_GT(now.media_sequence, 300U) << "numbers that may have been used off the air stay unused";
    EXPECT_EQ(now.discontinuity_sequence, 1U);
    EXPECT_EQ(discontinuities(now), 0);
    EXPECT_NEAR(now.duration(), 12, 0.001);
}

TEST_F(Recording, NumbersGoUpEvenWhereNothingIsRecorded) {
    options_.record = false;
    std::uint64_t last = 0;
    {
        PackagedRun run(options_);
        run.feed(muxed_video(), muxed_sound());
        last = parse_playlist(run.body("360p.m3u8")).last_part().first;
    }
    options_.epoch += 15s;
    PackagedRun run(options_);
    run.feed(muxed_video(), muxed_sound());
    EXPECT_GT(parse_playlist(run.body("360p.m3u8")).media_sequence, last);
}

TEST_F(Recording, IsLeftAloneByASecondProgrammeOfTheSameMeeting) {
    PackagedRun first(options_);
    first.feed(muxed_video(), muxed_sound());
    PackagedRun second(options_);
    ASSERT_EQ(second.troubles().size(), 1U);
    EXPECT_NE(second.troubles()[0].find("another programme"), std::string::npos);
    second.feed(muxed_video(), muxed_sound());
    EXPECT_EQ(second.status("360p.m3u8"), 200);
    first.end_and_wait_until_recorded();
    EXPECT_EQ(decoded_frames("360p"), 360U);
}

// --- Crashes ---

// A process that packages the media in files, one fragment of each for each line that it prints.
class Victim {
  public:
    Victim(const std::filesystem::path& recordings, const std::filesystem::path& video,
           const std::filesystem::path& sound, Timestamp epoch) {
        int ends[2];
        EXPECT_EQ(pipe(ends), 0);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        posix_spawn_file_actions_addclose(&actions, ends[0]);
        auto program = std::string(WARDCAST_RECORDING_VICTIM);
        auto arguments = std::vector<std::string>{program, recordings, video, sound, to_rfc3339(epoch)};
        std::vector<char*> pointers;
        for (auto& argument : arguments)
            pointers.push_back(argument.data());
        pointers.push_back(nullptr);
        EXPECT_EQ(posix_spawn(&process_, program.c_str(), &actions, nullptr, pointers.data(), environ), 0);
        posix_spawn_file_actions_destroy(&actions);
        close(ends[1]);
        lines_ = fdopen(ends[0], "r");
    }

    // Kills it once it has fed so many fragments, in whatever it is doing by then.
    void kill_after(int fragments) {
        for (int line = 0; line < fragments; ++line) {
            int character = 0;
            while ((character = fgetc(lines_)) != '\n')
                ASSERT_NE(character, EOF) << "the victim ended by itself";
        }
        kill(process_, SIGKILL);
        int status = 0;
        ASSERT_EQ(waitpid(process_, &status, 0), process_);
        ASSERT_TRUE(WIFSIGNALED(status));
        fclose(lines_);
    }

  private:
    pid_t process_ = 0;
    FILE* lines_ = nullptr;
};

TEST_F(Recording, SurvivesKillMinusNineAtAnyMoment) {
    const auto video_file = folder_.path() / "video.mp4";
    const auto sound_file = folder_.path() / "sound.mp4";
    const auto& video = muxed_video({.frames = 720});
    const auto& sound = muxed_sound(1126);
    std::ofstream(video_file, std::ios::binary) << video;
    std::ofstream(sound_file, std::ios::binary) << sound;

    std::uint64_t highest = 0;  // That a live player may have seen.
    auto epoch = kEpoch;
    for (const int fragments : {19, 33, 52}) {
        Victim(folder_.path(), video_file, sound_file, epoch).kill_after(fragments);
        const auto index = load_recording_index(folder_.path() / kMeeting);
        ASSERT_TRUE(index.has_value());
        for (const auto& rendition : index->renditions()) {
            for (const auto& segment : rendition.segments) {
                if (segment.run != index->runs().rbegin()->first) continue;
                EXPECT_TRUE(highest == 0 || segment.msn > highest) << "a number used twice";
            }
        }
        highest = 0;
        for (const auto& rendition : index->renditions())
            highest = std::max(highest, rendition.segments.back().msn);
        highest += 2;  // One that was written at the moment, and the open one.
        EXPECT_GT(decoded_frames("360p"), 0U) << "what was whole plays";
        epoch += std::chrono::milliseconds(334 * fragments + 5000);
    }

    options_.epoch = epoch;
    {
        PackagedRun run(options_);
        run.feed(video, sound, 0, 36);
        EXPECT_GT(parse_playlist(run.body("360p.m3u8")).last_part().first, highest);
        run.end_and_wait_until_recorded();
    }
    const auto list = playlist("360p");
    EXPECT_EQ(discontinuities(list), 3);
    EXPECT_EQ(discontinuities(playlist("audio")), 3);
    EXPECT_GE(decoded_frames("360p"), 360U);
}

TEST_F(Recording, ADamagedOrTornIndexLineCostsThatLineOnly) {
    {
        PackagedRun run(options_);
        run.feed(muxed_video(), muxed_sound());
        run.end_and_wait_until_recorded();
    }
    const auto before = recorded_segments();
    const auto file = index_file(folder_.path() / kMeeting);
    std::string text;
    {
        std::ifstream in(file, std::ios::binary);
        text.assign(std::istreambuf_iterator<char>(in), {});
    }
    const auto place = text.find("\"segment\":2");
    ASSERT_NE(place, std::string::npos);
    text[place + 10] = '3';
    std::ofstream(file, std::ios::binary) << text << "0123abcd {\"segm";
    EXPECT_EQ(recorded_segments(), before - 1);
    // Whatever rendition lost it shows a gap there, or ends there.
    playlist("360p");
    playlist("audio");
}

TEST_F(Recording, WhatTheDiskLostIsNotListed) {
    {
        PackagedRun run(options_);
        run.feed(muxed_video(), muxed_sound());
        run.end_and_wait_until_recorded();
    }
    const auto file = media_file(folder_.path() / kMeeting, "360p", 0);
    std::filesystem::resize_file(file, std::filesystem::file_size(file) - 100);
    const auto list = playlist("360p");
    EXPECT_EQ(list.segments.size(), 5U);
    EXPECT_EQ(decoded_frames("360p"), 300U);
}

// --- Trouble with the disk ---

// No file of this process may grow beyond a size, as if the disk were full; until it goes.
class SmallDisk {
  public:
    explicit SmallDisk(rlim_t bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit small{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk() { setrlimit(RLIMIT_FSIZE, &before_); }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

  private:
    rlimit before_{};
};

TEST_F(Recording, AFullDiskStopsTheRecordingOnlyAndItGoesOnWhenThereIsRoom) {
    const auto& video = muxed_video({.frames = 1234});
    const auto& sound = muxed_sound(1930);
    {
        PackagedRun run(options_);
        {
            const SmallDisk small(150'000);
            run.feed(video, sound, 0, 60);
            const auto troubles = run.wait_for_trouble();
            EXPECT_NE(troubles[0].find("recording has stopped"), std::string::npos) << troubles[0];
            EXPECT_NE(troubles[0].find("360p-0.mp4"), std::string::npos) << troubles[0];
            EXPECT_NE(troubles[0].find("resumes by itself"), std::string::npos) << troubles[0];
            EXPECT_NEAR(parse_playlist(run.body("360p.m3u8")).duration(), 20, 0.001) << "the stream goes on";
        }
        run.feed(video, sound, 60, 132);
        run.end_and_wait_until_recorded();
        EXPECT_EQ(run.troubles().size(), 1U) << "told once";
    }
    const auto list = playlist("360p");
    EXPECT_EQ(discontinuities(list), 1);
    EXPECT_EQ(discontinuities(playlist("audio")), 1);
    EXPECT_NEAR(list.segments.back().duration, 1.133, 0.01) << "the last is there";
    EXPECT_GT(decoded_frames("360p"), 600U);
    EXPECT_GT(decoded_frames("audio"), 900U);
}

TEST_F(Recording, AFolderThatCannotBeMadeIsReportedAndTheStreamGoesOn) {
    std::ofstream(folder_.path() / kMeeting) << "in the way";
    PackagedRun run(options_);
    run.feed(muxed_video(), muxed_sound(), 0, 10);
    ASSERT_FALSE(run.wait_for_trouble().empty());
    EXPECT_EQ(run.status("360p.m3u8"), 200);
    std::filesystem::remove(folder_.path() / kMeeting);
    run.feed(muxed_video(), muxed_sound(), 10, 100);
    run.end_and_wait_until_recorded();
    EXPECT_GT(decoded_frames("360p"), 60U);
}

}  // namespace
}  // namespace wardcast::media::test
