// A camera for measurements: 720p30 of a clock and noise as H.264, and a tone, sent by WebRTC. It writes its offer to
// standard output, ended by an empty line, and reads the answer from standard input up to its end; whoever runs it
// carries them to and from the WHIP endpoint. It sends until it is ended. scripts/bench runs it.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <string>
#include <thread>

#include <CLI/CLI.hpp>
#include <gst/app/gstappsrc.h>
#define GST_USE_UNSTABLE_API
#include <gst/webrtc/webrtc.h>

#include "bench/clock_picture.h"
#include "media/ice_agent.h"
#include "media/pipeline.h"

namespace wardcast::bench {
namespace {

using media::adopt;
using media::BufferPtr;
using media::GstPtr;
using media::IceAgent;
using media::Pipeline;
using media::PromisePtr;

constexpr int kFps = 30;

struct Options {
    int kbps = 1500;
    unsigned noise = 2;  // The programme then has 1.5 Mbit/s, sound included.
};

[[noreturn]] void fail(const std::string& why) {
    std::fprintf(stderr, "camera: %s\n", why.c_str());
    std::exit(1);  // NOLINT(concurrency-mt-unsafe): at its start, a driver has one thread of its own
}

std::string description(const Options& options) {
    return "webrtcbin name=webrtc bundle-policy=max-bundle"
           " appsrc name=picture is-live=true do-timestamp=true format=time max-buffers=2 leaky-type=downstream"
           " caps=video/x-raw,format=I420,width=1280,height=720,framerate=30/1"
           " ! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=60 threads=1 bitrate=" +
           std::to_string(options.kbps) +
           " ! video/x-h264,profile=constrained-baseline ! rtph264pay config-interval=-1"
           " ! application/x-rtp,media=video,encoding-name=H264,payload=102 ! webrtc."
           " audiotestsrc is-live=true volume=0.1 ! audioconvert ! opusenc ! rtpopuspay"
           " ! application/x-rtp,media=audio,encoding-name=OPUS,payload=111 ! webrtc.";
}

void feed(GstElement* appsrc, unsigned noise) {
    ClockPicture picture(noise);
    auto due = std::chrono::steady_clock::now();
    for (;;) {
        std::this_thread::sleep_until(due);
        due += std::chrono::microseconds(1'000'000 / kFps);
        GstBuffer* buffer = gst_buffer_new_allocate(nullptr, ClockPicture::kBytes, nullptr);
        GstMapInfo map;
        gst_buffer_map(buffer, &map, GST_MAP_WRITE);
        picture.draw(map.data);
        gst_buffer_unmap(buffer, &map);
        if (gst_app_src_push_buffer(GST_APP_SRC(appsrc), buffer) != GST_FLOW_OK) return;
    }
}

// The text of the offer once it holds both tracks and all candidates.
std::string offer(GstElement* webrtc) {
    for (;;) {
        const PromisePtr promise(gst_promise_new());
        g_signal_emit_by_name(webrtc, "create-offer", nullptr, promise.get());
        gst_promise_wait(promise.get());
        GstWebRTCSessionDescription* made = nullptr;
        gst_structure_get(gst_promise_get_reply(promise.get()), "offer", GST_TYPE_WEBRTC_SESSION_DESCRIPTION, &made,
                          nullptr);
        const media::GString text(gst_sdp_message_as_text(made->sdp));
        const std::string_view sdp(text.get());
        const bool complete = sdp.find("H264") != sdp.npos && sdp.find("OPUS") != sdp.npos;
        if (complete) g_signal_emit_by_name(webrtc, "set-local-description", made, nullptr);
        gst_webrtc_session_description_free(made);
        if (complete) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    GstWebRTCICEGatheringState state{};
    while (state != GST_WEBRTC_ICE_GATHERING_STATE_COMPLETE) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        g_object_get(webrtc, "ice-gathering-state", &state, nullptr);
    }
    GstWebRTCSessionDescription* local = nullptr;
    g_object_get(webrtc, "local-description", &local, nullptr);
    const media::GString text(gst_sdp_message_as_text(local->sdp));
    gst_webrtc_session_description_free(local);
    return text.get();
}

void accept(GstElement* webrtc, const std::string& answer) {
    GstSDPMessage* message = nullptr;
    gst_sdp_message_new(&message);
    const auto* bytes = reinterpret_cast<const guint8*>(answer.data());
    if (gst_sdp_message_parse_buffer(bytes, static_cast<guint>(answer.size()), message) != GST_SDP_OK) {
        fail("the answer is not SDP");
    }
    auto* description = gst_webrtc_session_description_new(GST_WEBRTC_SDP_TYPE_ANSWER, message);
    g_signal_emit_by_name(webrtc, "set-remote-description", description, nullptr);
    gst_webrtc_session_description_free(description);
}

void run(const Options& options) {
    gst_init(nullptr, nullptr);
    auto pipeline = Pipeline::parse(description(options));
    if (!pipeline) fail(pipeline.error().message);
    const auto webrtc = pipeline->element("webrtc");
    auto ice = IceAgent::of(webrtc.get(), {.local_address = "127.0.0.1", .public_address = "", .tcp = false});
    if (!ice) fail(ice.error().message);
    // As every browser does: what got lost is sent again.
    GstWebRTCRTPTransceiver* video = nullptr;
    g_signal_emit_by_name(webrtc.get(), "get-transceiver", 0, &video);
    g_object_set(adopt(video).get(), "do-nack", TRUE, nullptr);
    if (auto playing = pipeline->play(); !playing) fail(playing.error().message);
    const auto picture = pipeline->element("picture");
    std::thread feeder([&] { feed(picture.get(), options.noise); });
    std::cout << offer(webrtc.get()) << "\n" << std::flush;
    accept(webrtc.get(), std::string(std::istreambuf_iterator<char>(std::cin), {}));
    feeder.join();
}

}  // namespace
}  // namespace wardcast::bench

int main(int argc, char** argv) {
    wardcast::bench::Options options;
    CLI::App app("A camera with a clock in its picture");
    app.add_option("--kbps", options.kbps, "of its H.264");
    app.add_option("--noise", options.noise, "0 to 60");
    CLI11_PARSE(app, argc, argv);
    wardcast::bench::run(options);
}
