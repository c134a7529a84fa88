#include "unit/media/whip_client.h"

namespace wardcast::media {

namespace {

std::string description(const WhipClient::Options& options) {
    gchar* raw = g_strdup_printf(
        "webrtcbin name=webrtc bundle-policy=max-bundle"
        " videotestsrc is-live=true pattern=solid-color foreground-color=%u"
        " ! video/x-raw,format=I420,width=%d,height=%d,framerate=15/1 ! ",
        options.colour, options.width, options.height);
    const GString video(raw);
    std::string text = video.get();
    text += options.codec == "H264"
                ? "x264enc tune=zerolatency speed-preset=ultrafast key-int-max=30 threads=1"
                  " ! video/x-h264,profile=constrained-baseline ! rtph264pay config-interval=-1"
                  " ! application/x-rtp,media=video,encoding-name=H264,payload=102 ! webrtc."
                : "vp8enc deadline=1 cpu-used=16 keyframe-max-dist=30 threads=1 ! rtpvp8pay picture-id-mode=15-bit"
                  " ! application/x-rtp,media=video,encoding-name=VP8,payload=96 ! webrtc.";
    if (options.audio) {
        text +=
            " audiotestsrc is-live=true volume=0.5 ! audioconvert ! opusenc ! rtpopuspay"
            " ! application/x-rtp,media=audio,encoding-name=OPUS,payload=111 ! webrtc.";
    }
    return text;
}

}  // namespace

WhipClient::WhipClient(const Options& options) : OfferingClient(description(options), options.ice) {
    play();
}

}  // namespace wardcast::media
