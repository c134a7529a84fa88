#include "muxed_media.h"

#include <algorithm>
#include <map>
#include <random>

#include <fmt/format.h>
#include <gst/app/gstappsink.h>
#include <gst/gst.h>
#include <gtest/gtest.h>

namespace wardcast::media::test {
namespace {

// Everything that a pipeline ending in "appsink name=out" puts out.
std::string run_pipeline(const std::string& description) {
    gst_init(nullptr, nullptr);
    GError* error = nullptr;
    GstElement* pipeline = gst_parse_launch(description.c_str(), &error);
    if (error != nullptr) {
        ADD_FAILURE() << error->message;
        g_clear_error(&error);
        return {};
    }
    GstElement* sink = gst_bin_get_by_name(GST_BIN(pipeline), "out");
    gst_element_set_state(pipeline, GST_STATE_PLAYING);
    std::string bytes;
    while (GstSample* sample = gst_app_sink_pull_sample(GST_APP_SINK(sink))) {
        GstMapInfo map;
        if (gst_buffer_map(gst_sample_get_buffer(sample), &map, GST_MAP_READ) != FALSE) {
            bytes.append(reinterpret_cast<const char*>(map.data), map.size);
            gst_buffer_unmap(gst_sample_get_buffer(sample), &map);
        }
        gst_sample_unref(sample);
    }
    gst_element_set_state(pipeline, GST_STATE_NULL);
    gst_object_unref(sink);
    gst_object_unref(pipeline);
    EXPECT_FALSE(bytes.empty()) << "nothing came out of " << description;
    return bytes;
}

}  // namespace

const std::string& muxed_video(const VideoOptions& options) {
    static std::map<std::string, std::string> made;
    const auto description = fmt::format(
        "videotestsrc num-buffers={} pattern=ball ! video/x-raw,format=I420,width={},height={},framerate=30/1 ! "
        "x264enc tune=zerolatency speed-preset=ultrafast key-int-max={} option-string=scenecut=0 bitrate=400 ! "
        "h264parse ! mp4mux fragment-duration={} ! appsink name=out sync=false",
        options.frames, options.width, options.height, options.keyframe_every, options.fragment_ms);
    auto& bytes = made[description];
    if (bytes.empty()) bytes = run_pipeline(description);
    return bytes;
}

const std::string& muxed_sound(int frames) {
    static std::map<int, std::string> made;
    auto& bytes = made[frames];
    if (bytes.empty()) {
        bytes = run_pipeline(fmt::format(
            "audiotestsrc num-buffers={} samplesperbuffer=1024 ! audio/x-raw,rate=48000,channels=2 ! "
            "avenc_aac bitrate=96000 ! aacparse ! mp4mux fragment-duration=334 ! appsink name=out sync=false",
            frames));
    }
    return bytes;
}

void in_random_chunks(std::string_view bytes, unsigned seed, const std::function<void(std::string_view)>& take) {
    std::mt19937 random(seed);
    while (!bytes.empty()) {
        // Mostly tiny, like box headers, sometimes like whole frames.
        const std::size_t most = random() % 3 == 0 ? 20'000 : 40;
        const auto size = std::min<std::size_t>(bytes.size(), 1 + random() % most);
        take(bytes.substr(0, size));
        bytes.remove_prefix(size);
    }
}

}  // namespace wardcast::media::test
