#include "unit/media/whip_client.h"

#define GST_USE_UNSTABLE_API
#include <gst/webrtc/webrtc.h>

namespace wardcast::media {

namespace {

std::string description(const WhipClient::Options& options) {
    gchar* raw = g_strdup_printf(
        "webrtcbin name=webrtc bundle-policy=max-bundle"
        " videotestsrc is-live=true pattern=solid-color foreground-color=%u"
        " ! capsfilter name=size caps=video/x-raw,format=I420,width=%d,height=%d,framerate=15/1 ! ",
        options.colour, options.width, options.height);
    const GString video(raw);
    std::string text = video.get();
    text += options.codec == "H264"
                ? "x264enc name=encoder tune=zerolatency speed-preset=ultrafast key-int-max=30 threads=1"
                  " ! video/x-h264,profile=constrained-baseline ! rtph264pay config-interval=-1"
                  " ! application/x-rtp,media=video,encoding-name=H264,payload=102 ! webrtc."
                : "vp8enc name=encoder deadline=1 cpu-used=16 keyframe-max-dist=30 threads=1 ! rtpvp8pay "
                  "picture-id-mode=15-bit"
                  " ! application/x-rtp,media=video,encoding-name=VP8,payload=96 ! webrtc.";
    if (options.audio) {
        text +=
            " audiotestsrc is-live=true volume=0.5 ! audioconvert ! opusenc ! rtpopuspay"
            " ! application/x-rtp,media=audio,encoding-name=OPUS,payload=111 ! webrtc.";
    }
    return text;
}

// What a browser does by itself.
void keep_for_sending_again(GstElement* webrtc) {
    GstWebRTCRTPTransceiver* video = nullptr;
    g_signal_emit_by_name(webrtc, "get-transceiver", 0, &video);
    g_object_set(adopt(video).get(), "do-nack", TRUE, nullptr);
}

}  // namespace

WhipClient::WhipClient(const Options& options) : OfferingClient(description(options), options.ice) {
    keep_for_sending_again(webrtc());
    if (!options.udp) block_udp();
    const auto encoded = adopt(gst_element_get_static_pad(pipeline().element("encoder").get(), "src"));
    gst_pad_add_probe(
        encoded.get(), GST_PAD_PROBE_TYPE_BUFFER,
        [](GstPad*, GstPadProbeInfo* info, gpointer held) -> GstPadProbeReturn {
            const bool is_delta =
                GST_BUFFER_FLAG_IS_SET(gst_pad_probe_info_get_buffer(info), GST_BUFFER_FLAG_DELTA_UNIT) != 0;
            return **static_cast<std::shared_ptr<std::atomic<bool>>*>(held) && !is_delta ? GST_PAD_PROBE_DROP
                                                                                         : GST_PAD_PROBE_OK;
        },
        std::make_unique<std::shared_ptr<std::atomic<bool>>>(keyframes_held_).release(),
        [](gpointer held) {
            const std::unique_ptr<std::shared_ptr<std::atomic<bool>>> owner(
                static_cast<std::shared_ptr<std::atomic<bool>>*>(held));
        });
    play();
}

void WhipClient::resize(int width, int height) {
    const CapsPtr caps(gst_caps_new_simple("video/x-raw", "format", G_TYPE_STRING, "I420", "width", G_TYPE_INT, width,
                                           "height", G_TYPE_INT, height, "framerate", GST_TYPE_FRACTION, 15, 1,
                                           nullptr));
    g_object_set(pipeline().element("size").get(), "caps", caps.get(), nullptr);
}

unsigned WhipClient::sent_again() const {
    unsigned packets = 0;
    const std::unique_ptr<GstIterator, decltype(&gst_iterator_free)> elements(
        gst_bin_iterate_all_by_element_factory_name(GST_BIN(webrtc()), "rtprtxsend"), &gst_iterator_free);
    gst_iterator_foreach(
        elements.get(),
        [](const GValue* value, gpointer sum) {
            guint of_one = 0;
            g_object_get(g_value_get_object(value), "num-rtx-packets", &of_one, nullptr);
            *static_cast<unsigned*>(sum) += of_one;
        },
        &packets);
    return packets;
}

}  // namespace wardcast::media
