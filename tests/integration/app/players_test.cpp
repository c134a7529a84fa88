// Players that are not ours, with the live programme, what was before it, and the recording.
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "integration/app/server_process.h"

namespace wardcast {
namespace {

struct Ended {
    int status = -1;
    std::string output;
};

// A player that hangs is ended after a minute and a half.
Ended run(const std::string& command) {
    FILE* pipe = popen(("timeout 90 " + command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return {};
    Ended ended;
    std::array<char, 4096> block{};
    while (const auto size = fread(block.data(), 1, block.size(), pipe))
        ended.output.append(block.data(), size);
    ended.status = pclose(pipe);
    return ended;
}

struct Players : testing::Test {
    TemporaryFolder folder;
    std::filesystem::path config = folder.path() / "wardcast.toml";
    ServerProcess server{{"--demo", "--config", config.string()}};

    // One size, which is never left out: GStreamer does not know EXT-X-GAP, and a busy machine is not what is tested.
    void SetUp() override { std::ofstream(config) << "[media]\nladder = [\"360p:600\"]\n"; }

    [[nodiscard]] std::string url(const std::string& file) const { return server.url() + "/hls/demo/" + file; }

    // Each sees so many pictures.
    void expect_all_play(const std::string& file, int pictures) {
        const auto count = std::to_string(pictures);
        const auto ffmpeg =
            run("ffmpeg -nostdin -v error -i '" + url(file) + "' -map 0:v:0 -frames:v " + count + " -f null -");
        EXPECT_EQ(ffmpeg.status, 0) << file << " in ffmpeg: " << ffmpeg.output;
        const auto sink = " ! fakesink num-buffers=" + count + " sync=false async=false";
        const auto newer =
            run("gst-launch-1.0 -q uridecodebin3 uri='" + url(file) + "' name=in in. ! video/x-raw" + sink);
        EXPECT_EQ(newer.status, 0) << file << " in hlsdemux2: " << newer.output;
    }

    // GStreamer's elder reader, of whole segments.
    void expect_plays_in_hlsdemux(const std::string& file) {
        const auto older =
            run("env GST_PLUGIN_FEATURE_RANK=hlsdemux2:NONE gst-launch-1.0 -q playbin uri='" + url(file) +
                "' video-sink='fakesink num-buffers=60 sync=false' audio-sink='fakesink sync=false'");
        EXPECT_EQ(older.status, 0) << file << " in hlsdemux: " << older.output;
    }
};

TEST_F(Players, FfmpegAndGStreamerPlayLiveFromTheBeginningAndTheRecording) {
    ASSERT_TRUE(server.start()) << server.log();
    ASSERT_TRUE(server.wait_for("/hls/demo/index.m3u8")) << server.log();
    ASSERT_TRUE(server.wait_for("/hls/demo/recording/index.m3u8")) << server.log();
    expect_all_play("index.m3u8", 60);
    expect_all_play("index.m3u8?dvr=1", 60);
    ASSERT_EQ(server.command({"meeting", "end", "demo"}).status, 0);
    expect_all_play("recording/index.m3u8", 60);
    expect_plays_in_hlsdemux("recording/index.m3u8");
    const auto file =
        run("ffmpeg -nostdin -v error -i " + server.url() + "/m/demo/recording.mp4 -frames:v 60 -f null -");
    EXPECT_EQ(file.status, 0) << file.output;
}

}  // namespace
}  // namespace wardcast
