#include "unit/media/whip_client.h"

#include <utility>

#define GST_USE_UNSTABLE_API
#include <gst/rtp/gstrtpbuffer.h>
#include <gst/webrtc/webrtc.h>

namespace wardcast::media {

namespace {

std::string picture_of(const WhipClient::Options& options) {
    std::string text =
        " videotestsrc is-live=true pattern=solid-color foreground-color=" + std::to_string(options.colour) +
        " ! capsfilter name=size caps=video/x-raw,format=I420,width=" + std::to_string(options.width) +
        ",height=" + std::to_string(options.height) + ",framerate=" + std::to_string(options.fps) + "/1 ! ";
    return text + (options.codec == "H264"
                       ? "x264enc name=encoder tune=zerolatency speed-preset=ultrafast key-int-max=30 threads=1"
                         " ! video/x-h264,profile=constrained-baseline ! rtph264pay name=payloader config-interval=-1"
                         " ! application/x-rtp,media=video,encoding-name=H264,payload=102 ! webrtc."
                       : "vp8enc name=encoder deadline=1 cpu-used=16 keyframe-max-dist=30 threads=1"
                         " ! rtpvp8pay name=payloader picture-id-mode=15-bit"
                         " ! application/x-rtp,media=video,encoding-name=VP8,payload=96 ! webrtc.");
}

// Packets of silence are below, those of a syllable and what follows it above; bytes.
constexpr gsize kSilence = 40;

// As a browser encodes speech where the answer asks for error correction (RFC 7587 section 6.1).
constexpr const char* kSpeech =
    " audiotestsrc is-live=true wave=ticks freq=500 sine-periods-per-tick=6 samplesperbuffer=960 volume=0.8"
    " ! audio/x-raw,rate=48000,channels=1 ! opusenc audio-type=voice bandwidth=wideband bitrate=32000 frame-size=20"
    " inband-fec=true packet-loss-percentage=20 ! rtpopuspay name=speech";
constexpr const char* kTone = " audiotestsrc is-live=true volume=0.5 ! audioconvert ! opusenc ! rtpopuspay";

std::string description(const WhipClient::Options& options) {
    std::string text = "webrtcbin name=webrtc bundle-policy=max-bundle";
    if (options.video) text += picture_of(options);
    if (options.audio) {
        text += options.speaks ? kSpeech : kTone;
        text += " ! application/x-rtp,media=audio,encoding-name=OPUS,payload=111 ! webrtc.";
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
    if (options.video) {
        probe("encoder", GST_PAD_PROBE_TYPE_BUFFER, &hold_keyframe);
        probe("payloader", GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_BUFFER_LIST, &spoil_packets);
    }
    if (options.speaks) probe("speech", GST_PAD_PROBE_TYPE_BUFFER, &lose_syllable);
    play();
}

void WhipClient::probe(const char* element, int type,
                       GstPadProbeReturn (*each)(GstPadProbeInfo& info, Spoils& spoils)) {
    struct Probe {
        SharedSpoils spoils;
        GstPadProbeReturn (*each)(GstPadProbeInfo& info, Spoils& spoils);
    };
    const auto pad = adopt(gst_element_get_static_pad(pipeline().element(element).get(), "src"));
    gst_pad_add_probe(
        pad.get(), static_cast<GstPadProbeType>(type),
        [](GstPad*, GstPadProbeInfo* info, gpointer data) -> GstPadProbeReturn {
            const auto& probed = *static_cast<Probe*>(data);
            return probed.each(*info, *probed.spoils);
        },
        std::make_unique<Probe>(Probe{spoils_, each}).release(),
        [](gpointer data) { const std::unique_ptr<Probe> owner(static_cast<Probe*>(data)); });
}

GstPadProbeReturn WhipClient::hold_keyframe(GstPadProbeInfo& info, Spoils& spoils) {
    const bool is_delta = GST_BUFFER_FLAG_IS_SET(gst_pad_probe_info_get_buffer(&info), GST_BUFFER_FLAG_DELTA_UNIT) != 0;
    return spoils.holds_keyframes && !is_delta ? GST_PAD_PROBE_DROP : GST_PAD_PROBE_OK;
}

GstPadProbeReturn WhipClient::lose_syllable(GstPadProbeInfo& info, Spoils& spoils) {
    const bool is_silence = gst_buffer_get_size(gst_pad_probe_info_get_buffer(&info)) < kSilence;
    const bool is_syllable = std::exchange(spoils.was_silence, is_silence) && !is_silence;
    if (!is_syllable || !spoils.loses_syllables) return GST_PAD_PROBE_OK;
    ++spoils.syllables_lost;
    return GST_PAD_PROBE_DROP;
}

void WhipClient::spoil_packet(GstBuffer& packet, const Spoils& spoils) {
    GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;
    if (gst_rtp_buffer_map(&packet, GST_MAP_READWRITE, &rtp) == FALSE) return;
    gst_rtp_buffer_set_timestamp(&rtp, gst_rtp_buffer_get_timestamp(&rtp) + spoils.ticks_ahead);
    constexpr guint kDescriptor = 6;  // The payload still says what it pretends to be.
    auto* const payload = static_cast<guint8*>(gst_rtp_buffer_get_payload(&rtp));
    unsigned seed = gst_rtp_buffer_get_seq(&rtp);
    for (guint i = kDescriptor; spoils.garbles && i < gst_rtp_buffer_get_payload_len(&rtp); ++i)
        payload[i] = static_cast<guint8>((seed = seed * 1664525 + 1013904223) >> 24);
    gst_rtp_buffer_unmap(&rtp);
}

GstPadProbeReturn WhipClient::spoil_packets(GstPadProbeInfo& info, Spoils& spoils) {
    if ((info.type & GST_PAD_PROBE_TYPE_BUFFER_LIST) != 0) {
        auto* list = gst_buffer_list_make_writable(gst_pad_probe_info_get_buffer_list(&info));
        for (guint i = 0; i < gst_buffer_list_length(list); ++i)
            spoil_packet(*gst_buffer_list_get_writable(list, i), spoils);
        info.data = list;
    } else {
        auto* packet = gst_buffer_make_writable(gst_pad_probe_info_get_buffer(&info));
        spoil_packet(*packet, spoils);
        info.data = packet;
    }
    return GST_PAD_PROBE_OK;
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
