#include "unit/media/offering_client.h"

#include <gst/sdp/gstsdpmessage.h>
#define GST_USE_UNSTABLE_API
#include <nice/agent.h>
#include <utility>

#include <gst/webrtc/webrtc.h>
#include <gtest/gtest.h>

#include "media/sdp_fragment.h"

namespace wardcast::media {

namespace {

// Waits for a promise's reply.
GstPromise* settle(GstPromise* promise) {
    gst_promise_wait(promise);
    return promise;
}

}  // namespace

IceSettings loopback_ice() {
    return {.min_port = 0, .max_port = 0, .local_address = "127.0.0.1", .public_address = {}, .tcp = false};
}

OfferingClient::OfferingClient(const std::string& description, const IceSettings& ice) {
    gst_init(nullptr, nullptr);
    auto pipeline = Pipeline::parse(description);
    if (!pipeline) {
        ADD_FAILURE() << pipeline.error().message;
        return;
    }
    pipeline_ = std::make_unique<Pipeline>(std::move(*pipeline));
    webrtc_ = pipeline_->element("webrtc");
    auto agent = IceAgent::of(webrtc_.get(), ice);
    EXPECT_TRUE(agent.has_value());
    ice_ = std::make_unique<IceAgent>(std::move(*agent));
}

void OfferingClient::block_udp() {
    g_object_set(nice_agent().get(), "ice-udp", FALSE, nullptr);
}

void OfferingClient::play() {
    ASSERT_NE(pipeline_, nullptr);
    EXPECT_TRUE(pipeline_->play().has_value());
}

OfferingClient::~OfferingClient() {
    vanish();
}

std::string OfferingClient::offer() {
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

void OfferingClient::accept(const std::string& answer) {
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

std::string OfferingClient::restart_ice() {
    const auto agent = nice_agent();
    EXPECT_TRUE(nice_agent_restart_stream(agent.get(), 1));
    gchar* ufrag = nullptr;
    gchar* pwd = nullptr;
    EXPECT_TRUE(nice_agent_get_local_credentials(agent.get(), 1, &ufrag, &pwd));
    const GString owned_ufrag(ufrag), owned_pwd(pwd);
    return SdpFragment::write(ufrag, pwd, "video0", ice_->local_candidates());
}

void OfferingClient::accept_restart(const std::string& text) {
    const auto fragment = SdpFragment::parse(text);
    ASSERT_TRUE(fragment.has_value());
    const auto agent = nice_agent();
    EXPECT_TRUE(nice_agent_set_remote_credentials(agent.get(), 1, fragment->ufrag.c_str(), fragment->pwd.c_str()));
    for (const auto& candidate : fragment->candidates)
        ice_->add_remote_candidate(candidate.value);
}

bool OfferingClient::is_connected() const {
    return nice_agent_get_component_state(nice_agent().get(), 1, 1) == NICE_COMPONENT_STATE_READY;
}

GObjectPtr<NiceAgent> OfferingClient::nice_agent() const {
    GstObject* ice = nullptr;
    g_object_get(webrtc_.get(), "ice-agent", &ice, nullptr);
    const auto owner = adopt(ice);
    NiceAgent* agent = nullptr;
    g_object_get(ice, "agent", &agent, nullptr);
    return GObjectPtr<NiceAgent>(agent);
}

void OfferingClient::vanish() {
    if (pipeline_ != nullptr) pipeline_->stop();
    ice_.reset();
    webrtc_.reset();
    pipeline_.reset();
}

}  // namespace wardcast::media
