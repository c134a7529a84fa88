#include "media/whep_session.h"

#define GST_USE_UNSTABLE_API  // GStreamer's WebRTC library calls itself so in every release.
#include <utility>

#include <gst/webrtc/webrtc.h>
#include <spdlog/spdlog.h>

namespace wardcast::media {

namespace {

std::string description(const SdpOffer& offer) {
    std::string text = "webrtcbin name=webrtc bundle-policy=max-bundle";
    for (const AgreedMedia& media : offer.media) {
        text += std::string(" appsrc format=time is-live=true max-buffers=0 max-bytes=0 max-time=0 name=") +
                (media.video ? "video" : "audio");
    }
    return text;
}

// Packets are stamped with the clock of Ticks, which is GStreamer's system clock: due times are running times then.
void run_on_system_clock(const Pipeline& pipeline) {
    const auto clock = adopt(gst_system_clock_obtain());
    GstElement* element = GST_ELEMENT(pipeline.get());
    gst_pipeline_use_clock(pipeline.get(), clock.get());
    gst_element_set_start_time(element, GST_CLOCK_TIME_NONE);
    gst_element_set_base_time(element, 0);
}

}  // namespace

struct WhepSession::Hearing {
    std::atomic<Ticks::rep> last{Ticks::now().time_since_epoch().count()};
    std::atomic<bool> failed{false};  // An element gave up.

    using Shared = std::shared_ptr<Hearing>;

    static void on_report(GstElement*, guint, guint, Shared* hearing) noexcept {
        (*hearing)->last = Ticks::now().time_since_epoch().count();
    }
    // The viewer's reports arrive at the rtpbin inside webrtcbin.
    static void connect(GstElement* webrtc, const Shared& hearing) {
        const auto rtpbin = adopt(gst_bin_get_by_name(GST_BIN(webrtc), "rtpbin"));
        g_signal_connect_data(
            rtpbin.get(), "on-ssrc-active", G_CALLBACK(&on_report), std::make_unique<Shared>(hearing).release(),
            [](gpointer data, GClosure*) { const std::unique_ptr<Shared> owner(static_cast<Shared*>(data)); },
            GConnectFlags{});
    }
};

Result<std::shared_ptr<WhepSession>> WhepSession::create(SdpOffer offer, const IceSettings& ice,
                                                         std::shared_ptr<Broadcast> broadcast, MediaThread& thread) {
    auto hearing = std::make_shared<Hearing>();
    const std::string pipeline = description(offer);
    auto peer = PeerConnection::create(pipeline, std::move(offer), ice, thread,
                                       [alive = std::weak_ptr(hearing)](const std::string& what) {
                                           spdlog::warn("viewer: {}", what);
                                           if (const auto failed = alive.lock()) failed->failed = true;
                                       });
    if (!peer) return tl::unexpected(peer.error());
    std::shared_ptr<WhepSession> session(new WhepSession(std::move(broadcast), std::move(hearing)));
    session->peer_ = std::move(*peer);
    if (auto added = session->add_tracks(); !added) return tl::unexpected(added.error());
    return session;
}

WhepSession::WhepSession(std::shared_ptr<Broadcast> broadcast, std::shared_ptr<Hearing> hearing)
    : broadcast_(std::move(broadcast)), hearing_(std::move(hearing)) {}

WhepSession::~WhepSession() {
    if (feed_ == nullptr) return;
    feed_->close();
    broadcast_->remove(feed_.get());
}

Result<void> WhepSession::add_tracks() {
    const Pipeline& pipeline = peer_->pipeline();
    GstElement* webrtc = peer_->webrtcbin();
    run_on_system_clock(pipeline);
    GstPtr<GstElement> video, audio;
    for (const AgreedMedia& media : peer_->offer().media) {
        auto appsrc = pipeline.element(media.video ? "video" : "audio");
        gst_app_src_set_caps(GST_APP_SRC(appsrc.get()), media.caps.get());
        const auto source = adopt(gst_element_get_static_pad(appsrc.get(), "src"));
        const std::string name = "sink_" + std::to_string(media.section);
        const auto sink = adopt(gst_element_request_pad_simple(webrtc, name.c_str()));
        if (sink == nullptr || gst_pad_link(source.get(), sink.get()) != GST_PAD_LINK_OK) {
            return failure(ErrorKind::Internal, "webrtcbin takes no track");
        }
        GstWebRTCRTPTransceiver* raw = nullptr;
        g_object_get(sink.get(), "transceiver", &raw, nullptr);
        const auto transceiver = adopt(raw);
        // The appsrc says its caps only when its thread comes to run, which may be after the answer was made.
        g_object_set(transceiver.get(), "direction", GST_WEBRTC_RTP_TRANSCEIVER_DIRECTION_SENDONLY, "do-nack",
                     media.video ? TRUE : FALSE, "codec-preferences", media.caps.get(), nullptr);
        // One stream, so that the player keeps lips and voice together.
        g_object_set(sink.get(), "msid", "programme", nullptr);
        (media.video ? video : audio) = std::move(appsrc);
    }
    Hearing::connect(webrtc, hearing_);
    feed_ = std::make_shared<ViewerFeed>(peer_->offer(), std::move(video), std::move(audio));
    peer_->on_connected([feed = feed_, bin = pipeline.bin()] {
        // The transport is complete only now; without knowing its latency, sender reports would not tell when a packet
        // was due, and players could not keep lips and voice together.
        gst_bin_recalculate_latency(bin);
        feed->open();
    });
    return broadcast_->add(feed_);
}

Ticks::time_point WhepSession::last_heard() const noexcept {
    if (hearing_->failed) return {};
    return Ticks::time_point(Ticks::duration(hearing_->last));
}

}  // namespace wardcast::media
