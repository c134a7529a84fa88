#include "unit/media/whip_client.h"

#include <gst/sdp/gstsdpmessage.h>
#define GST_USE_UNSTABLE_API
#include <nice/agent.h>
#include <utility>

#include <gst/webrtc/webrtc.h>
#include <gtest/gtest.h>

#include "media/sdp.h"

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

// Waits for a promise's reply.
GstPromise* settle(GstPromise* promise) {
    gst_promise_wait(promise);
    return promise;
}

}  // namespace

IceSettings loopback_ice() {
    return {.min_port = 0, .max_port = 0, .local_address = "127.0.0.1", .public_address = {}, .tcp = false};
}

WhipClient::WhipClient(Options options) {
    gst_init(nullptr, nullptr);
    auto pipeline = Pipeline::parse(description(options));
    if (!pipeline) {
        ADD_FAILURE() << pipeline.error().message;
        return;
    }
    pipeline_ = std::make_unique<Pipeline>(std::move(*pipeline));
    webrtc_ = pipeline_->element("webrtc");
    auto ice = IceAgent::of(webrtc_.get(), loopback_ice());
    EXPECT_TRUE(ice.has_value());
    ice_ = std::make_unique<IceAgent>(std::move(*ice));
    EXPECT_TRUE(pipeline_->play().has_value());
}

WhipClient::~WhipClient() {
    vanish();
}

std::string WhipClient::offer() {
    // webrtcbin offers a track once its caps are known; it says so by on-negotiation-needed, which a pipeline that was
    // started before could miss: so the offer is made again until both are in it.
    std::string text;
    for (int i = 0; i < 200; ++i) {
        const PromisePtr promise(gst_promise_new());
        g_signal_emit_by_name(webrtc_.get(), "create-offer", nullptr, promise.get());
        GstWebRTCSessionDescription* offer = nullptr;
        gst_structure_get(gst_promise_get_reply(settle(promise.get())), "offer", GST_TYPE_WEBRTC_SESSION_DESCRIPTION,
                          &offer, nullptr);
        if (offer == nullptr) continue;
        const GString written(gst_sdp_message_as_text(offer->sdp));
        text = written.get();
        const bool complete = text.find("rtpmap") != std::string::npos &&
                              (text.find("m=audio") == std::string::npos || text.find("OPUS") != std::string::npos);
        if (complete) {
            const PromisePtr set(gst_promise_new());
            g_signal_emit_by_name(webrtc_.get(), "set-local-description", offer, set.get());
            gst_promise_wait(set.get());
            gst_webrtc_session_description_free(offer);
            break;
        }
        gst_webrtc_session_description_free(offer);
        g_usleep(10'000);
    }
    for (int i = 0; i < 500; ++i) {
        GstWebRTCICEGatheringState state{};
        g_object_get(webrtc_.get(), "ice-gathering-state", &state, nullptr);
        if (state == GST_WEBRTC_ICE_GATHERING_STATE_COMPLETE) break;
        g_usleep(10'000);
    }
    GstWebRTCSessionDescription* local = nullptr;
    g_object_get(webrtc_.get(), "local-description", &local, nullptr);
    if (local == nullptr) return {};
    const GString written(gst_sdp_message_as_text(local->sdp));
    gst_webrtc_session_description_free(local);
    return written.get();
}

void WhipClient::accept(const std::string& answer) {
    GstSDPMessage* message = nullptr;
    gst_sdp_message_new(&message);
    ASSERT_EQ(gst_sdp_message_parse_buffer(reinterpret_cast<const guint8*>(answer.data()),
                                           static_cast<guint>(answer.size()), message),
              GST_SDP_OK);
    auto* description = gst_webrtc_session_description_new(GST_WEBRTC_SDP_TYPE_ANSWER, message);
    const PromisePtr promise(gst_promise_new());
    g_signal_emit_by_name(webrtc_.get(), "set-remote-description", description, promise.get());
    gst_promise_wait(promise.get());
    gst_webrtc_session_description_free(description);
}

std::string WhipClient::restart_ice() {
    const auto agent = nice_agent();
    EXPECT_TRUE(nice_agent_restart_stream(agent.get(), 1));
    gchar* ufrag = nullptr;
    gchar* pwd = nullptr;
    EXPECT_TRUE(nice_agent_get_local_credentials(agent.get(), 1, &ufrag, &pwd));
    const GString owned_ufrag(ufrag), owned_pwd(pwd);
    return SdpFragment::write(ufrag, pwd, "video0", ice_->local_candidates());
}

void WhipClient::accept_restart(const std::string& text) {
    const auto fragment = SdpFragment::parse(text);
    ASSERT_TRUE(fragment.has_value());
    const auto agent = nice_agent();
    EXPECT_TRUE(nice_agent_set_remote_credentials(agent.get(), 1, fragment->ufrag.c_str(), fragment->pwd.c_str()));
    for (const auto& candidate : fragment->candidates)
        ice_->add_remote_candidate(candidate.value);
}

bool WhipClient::is_connected() const {
    return nice_agent_get_component_state(nice_agent().get(), 1, 1) == NICE_COMPONENT_STATE_READY;
}

GObjectPtr<NiceAgent> WhipClient::nice_agent() const {
    GstObject* ice = nullptr;
    g_object_get(webrtc_.get(), "ice-agent", &ice, nullptr);
    const auto owner = adopt(ice);
    NiceAgent* agent = nullptr;
    g_object_get(ice, "agent", &agent, nullptr);
    return GObjectPtr<NiceAgent>(agent);
}

void WhipClient::vanish() {
    if (pipeline_ != nullptr) pipeline_->stop();
    ice_.reset();
    webrtc_.reset();
    pipeline_.reset();
}

}  // namespace wardcast::media
