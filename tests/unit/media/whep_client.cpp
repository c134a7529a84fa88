#include "unit/media/whep_client.h"

#define GST_USE_UNSTABLE_API
#include <gst/webrtc/webrtc.h>
#include <gtest/gtest.h>

#include "media/ingest_end.h"

namespace wardcast::media {

namespace {

constexpr guint kAudioPayload = 111;
constexpr guint kVideoPayload = 102;

// As rtpbin's pad behind webrtcbin's is named.
guint payload_of(GstPad* pad) {
    const auto target = adopt(gst_ghost_pad_get_target(GST_GHOST_PAD(pad)));
    const GString name(gst_pad_get_name(target.get()));
    guint session = 0, ssrc = 0, payload = 0;
    EXPECT_EQ(std::sscanf(name.get(), "recv_rtp_src_%u_%u_%u", &session, &ssrc, &payload), 3) << name.get();
    return payload;
}

void receive(GstElement* webrtc, const std::string& caps, bool nack) {
    const CapsPtr wanted(gst_caps_from_string(caps.c_str()));
    GstWebRTCRTPTransceiver* raw = nullptr;
    g_signal_emit_by_name(webrtc, "add-transceiver", GST_WEBRTC_RTP_TRANSCEIVER_DIRECTION_RECVONLY, wanted.get(), &raw);
    const auto transceiver = adopt(raw);
    g_object_set(transceiver.get(), "do-nack", nack ? TRUE : FALSE, nullptr);
}

}  // namespace

struct WhepClient::Hooks {
    static void on_pad(GstElement* webrtc, GstPad* pad, WhepClient* self) noexcept {
        if (GST_PAD_DIRECTION(pad) != GST_PAD_SRC) return;
        const bool video = payload_of(pad) == kVideoPayload;
        const std::string chain =
            video ? "queue ! rtph264depay wait-for-keyframe=true ! h264parse ! avdec_h264 ! " + picture_end("picture")
                  : "queue ! rtpopusdepay ! opusdec ! " + sound_end("sound");
        auto bin = adopt_floating(gst_parse_bin_from_description(chain.c_str(), TRUE, nullptr));
        const auto sink = adopt(gst_bin_get_by_name(GST_BIN(bin.get()), video ? "picture" : "sound"));
        if (video) {
            fill_pictures(sink.get(), self->seen_);
        } else {
            fill_sound(sink.get(), self->seen_);
        }
        const auto pipeline = adopt(gst_element_get_parent(webrtc));
        gst_bin_add(GST_BIN(pipeline.get()), bin.get());
        gst_element_sync_state_with_parent(bin.get());
        gst_pad_link(pad, adopt(gst_element_get_static_pad(bin.get(), "sink")).get());
    }
};

WhepClient::WhepClient(const Options& options)
    : OfferingClient("webrtcbin name=webrtc bundle-policy=max-bundle latency=50", options.ice) {
    receive(webrtc(),
            "application/x-rtp,media=audio,encoding-name=OPUS,clock-rate=48000,encoding-params=(string)2,payload=" +
                std::to_string(kAudioPayload),
            false);
    const std::string format =
        options.codec == "H264" ? ",packetization-mode=(string)1,profile-level-id=(string)42e01f" : "";
    receive(webrtc(),
            "application/x-rtp,media=video,encoding-name=" + options.codec +
                ",clock-rate=90000,payload=" + std::to_string(kVideoPayload) + format,
            true);
    g_signal_connect(webrtc(), "pad-added", G_CALLBACK(&Hooks::on_pad), this);
    play();
}

}  // namespace wardcast::media
