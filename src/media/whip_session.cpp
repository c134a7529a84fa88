#include "media/whip_session.h"

#define GST_USE_UNSTABLE_API  // GStreamer's WebRTC library calls itself so in every release.
#include <algorithm>
#include <chrono>
#include <utility>

#include <gst/video/video.h>
#include <gst/webrtc/webrtc.h>
#include <spdlog/spdlog.h>

#include "media/ingest_end.h"
#include "media/peer_certificate.h"

namespace wardcast::media {

namespace {

// How long the jitter buffer of the sound waits for a packet that is late. Packets in order do not wait: nothing after
// it is synchronised to a clock.
constexpr const char* kPipeline = "webrtcbin name=webrtc bundle-policy=max-bundle latency=200";

// The same of the picture, whose packets are sent again when they are lost: long enough to ask for one four times on a
// network that needs 100 ms for there and back. The picture stands still as long.
constexpr guint kPictureWaitsMs = 450;

// What a session of RTP may be thought to carry, in bit/s. Its twentieth is for reports and requests (RFC 3550 section
// 6.2): while GStreamer has not measured it, for the first five seconds, it lets three requests a second go, far too
// few to have lost packets sent again.
constexpr double kBandwidth = 3e6;

// From RTP to the feed. Keyframes are asked for only after loss: the programme is encoded anew in any case.
std::string decoder(const std::string& encoding) {
    // What cannot be decoded, like a broken parameter set, is left aside: handed back, it would end the whole session.
    const std::string queue =
        "queue max-size-buffers=0 max-size-bytes=0 max-size-time=1000000000 ! errorignore name=guard convert-to=ok ! ";
    if (encoding == "OPUS") {
        return queue + "rtpopusdepay ! opusdec plc=true use-inband-fec=true ! " + sound_end("sound");
    }
    const std::string decode = encoding == "H264"
                                   ? "rtph264depay request-keyframe=true wait-for-keyframe=true ! h264parse"
                                     " ! avdec_h264 max-threads=1 output-corrupt=false name=decoder"
                                   : "rtpvp8depay request-keyframe=true wait-for-keyframe=true"
                                     " ! vp8dec threads=1 name=decoder";
    return queue + decode + " ! " + picture_end("picture");
}

// How long a picture may take, while packets come without a break, before the sender is asked for a keyframe (again).
constexpr std::chrono::milliseconds kAskAgain{300};
constexpr std::chrono::milliseconds kBreak{350};

// Of tracks that are not built yet.
constexpr std::size_t kMostBuffers = 8;

constexpr auto kPackets = static_cast<GstPadProbeType>(GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_BUFFER_LIST);

struct TrackId {
    guint ssrc = 0, payload = 0;
};

// What a pad of webrtcbin gives. Its caps are not there yet when it is added, and the transceiver that webrtcbin names
// is a guess where the offer tells no SSRC; rtpbin's pad behind it is named for what really came.
std::optional<TrackId> track_of(GstPad* pad) {
    const auto target = adopt(GST_IS_GHOST_PAD(pad) ? gst_ghost_pad_get_target(GST_GHOST_PAD(pad)) : nullptr);
    if (target == nullptr) return {};
    const GString name(gst_pad_get_name(target.get()));
    guint session = 0;
    TrackId track;
    if (std::sscanf(name.get(), "recv_rtp_src_%u_%u_%u", &session, &track.ssrc, &track.payload) != 3) return {};
    return track;
}

std::size_t bytes_of(GstPadProbeInfo* info) {
    if ((GST_PAD_PROBE_INFO_TYPE(info) & GST_PAD_PROBE_TYPE_BUFFER_LIST) != 0) {
        return gst_buffer_list_calculate_size(gst_pad_probe_info_get_buffer_list(info));
    }
    return gst_buffer_get_size(gst_pad_probe_info_get_buffer(info));
}

}  // namespace

// What GStreamer calls. It holds the reception by shared pointer, so that it does not depend on when the session ends.
struct WhipSession::Hooks {
    using Shared = std::shared_ptr<Reception>;

    static void let_go(gpointer data) noexcept { const std::unique_ptr<Shared> owner(static_cast<Shared*>(data)); }

    static void connect(GstElement* webrtc, const Shared& reception) {
        g_signal_connect_data(
            webrtc, "pad-added", G_CALLBACK(&on_pad), std::make_unique<Shared>(reception).release(),
            [](gpointer data, GClosure*) { let_go(data); }, GConnectFlags{});
        const auto rtpbin = adopt(gst_bin_get_by_name(GST_BIN(webrtc), "rtpbin"));
        g_signal_connect_data(
            rtpbin.get(), "new-jitterbuffer", G_CALLBACK(&on_jitter_buffer),
            std::make_unique<Shared>(reception).release(), [](gpointer data, GClosure*) { let_go(data); },
            GConnectFlags{});
    }

    static void on_jitter_buffer(GstElement* rtpbin, GstElement* buffer, guint session, guint ssrc,
                                 Shared* shared) noexcept {
        take_at_once(rtpbin, session);
        Reception& reception = **shared;
        const std::lock_guard lock(reception.mutex);
        // A sender that invents SSRCs has no tracks of them built.
        if (reception.jitter_buffers.size() < kMostBuffers) reception.jitter_buffers[ssrc] = share(buffer);
    }
    // Requests leave without delay, and what is sent again is taken from its first packet on: an SSRC that is new has
    // to give two packets in a row elsewhere (RFC 3550 appendix A.1), which a lossy network does not, and here DTLS
    // vouches for the sender.
    static void take_at_once(GstElement* rtpbin, guint number) {
        GObject* raw = nullptr;
        g_signal_emit_by_name(rtpbin, "get-internal-session", number, &raw);
        const GObjectPtr<GObject> session(raw);
        if (session != nullptr) g_object_set(session.get(), "bandwidth", kBandwidth, "probation", 0U, nullptr);
    }
    // webrtcbin asks for lost packets by itself only where the offer names its SSRCs, which it need not (RFC 8829
    // section 5.2.1).
    static void wait_for_retransmissions(Reception& reception, guint ssrc) {
        const std::lock_guard lock(reception.mutex);
        const auto buffer = reception.jitter_buffers.extract(ssrc);
        if (buffer.empty()) return;
        g_object_set(buffer.mapped().get(), "latency", kPictureWaitsMs, "do-retransmission", TRUE, nullptr);
    }

    // errorignore passes nothing on after an error until its sink pad is to be configured anew.
    static void try_every_packet(GstElement* bin) {
        const auto guard = adopt(gst_bin_get_by_name(GST_BIN(bin), "guard"));
        const auto in = adopt(gst_element_get_static_pad(guard.get(), "sink"));
        gst_pad_add_probe(in.get(), kPackets, &on_guarded, nullptr, nullptr);
    }
    static GstPadProbeReturn on_guarded(GstPad* in, GstPadProbeInfo*, gpointer) noexcept {
        gst_pad_mark_reconfigure(in);
        return GST_PAD_PROBE_OK;
    }

    // A track arrives: its decoder is built beside webrtcbin.
    static void on_pad(GstElement* webrtc, GstPad* pad, Shared* shared) noexcept {
        if (GST_PAD_DIRECTION(pad) != GST_PAD_SRC) return;
        const auto& reception = *shared;
        if (!came_as_described(webrtc, reception->fingerprints)) {
            spdlog::warn("camera: it came with another certificate than its offer names");
            reception->failed = true;
            return;
        }
        const auto track = track_of(pad);
        const auto known = track ? reception->encodings.find(track->payload) : reception->encodings.end();
        if (known == reception->encodings.end()) {
            spdlog::warn("camera: a track of an unknown kind is left aside");
            return;
        }
        const std::string& encoding = known->second;
        GError* error = nullptr;
        auto bin = adopt_floating(gst_parse_bin_from_description(decoder(encoding).c_str(), TRUE, &error));
        if (error != nullptr || bin == nullptr) {
            spdlog::error("camera: no decoder for {}: {}", encoding, error != nullptr ? error->message : "");
            g_clear_error(&error);
            return;
        }
        try_every_packet(bin.get());
        if (const auto sink = adopt(gst_bin_get_by_name(GST_BIN(bin.get()), "picture"))) {
            wait_for_retransmissions(*reception, track->ssrc);
            fill_pictures(sink.get(), reception->feed);
            const auto element = adopt(gst_bin_get_by_name(GST_BIN(bin.get()), "decoder"));
            const auto decoded = adopt(gst_element_get_static_pad(element.get(), "src"));
            watch_camera_size(decoded.get(), reception->feed);
            gst_pad_add_probe(decoded.get(), GST_PAD_PROBE_TYPE_BUFFER, &on_picture,
                              std::make_unique<Shared>(reception).release(), &let_go);
            gst_pad_add_probe(pad, GST_PAD_PROBE_TYPE_EVENT_UPSTREAM, &on_request, nullptr, nullptr);
            gst_pad_add_probe(pad, kPackets, &on_video_rtp, std::make_unique<Shared>(reception).release(), &let_go);
        }
        if (const auto sink = adopt(gst_bin_get_by_name(GST_BIN(bin.get()), "sound"))) {
            fill_sound(sink.get(), reception->feed);
        }
        gst_pad_add_probe(pad, kPackets, &on_rtp, std::make_unique<Shared>(reception).release(), &let_go);
        gst_bin_add(reception->pipeline, bin.get());
        gst_element_sync_state_with_parent(bin.get());
        const auto sink = adopt(gst_element_get_static_pad(bin.get(), "sink"));
        gst_pad_link(pad, sink.get());
    }

    static GstPadProbeReturn on_rtp(GstPad*, GstPadProbeInfo* info, gpointer data) noexcept {
        const auto& reception = *static_cast<Shared*>(data);
        reception->last_media = Ticks::now().time_since_epoch().count();
        reception->feed->received(bytes_of(info));
        return GST_PAD_PROBE_OK;
    }

    static GstPadProbeReturn on_picture(GstPad*, GstPadProbeInfo*, gpointer data) noexcept {
        (*static_cast<Shared*>(data))->last_picture = Ticks::now().time_since_epoch().count();
        return GST_PAD_PROBE_OK;
    }

    // Depayloaders ask for a keyframe once, when packets are missing, and as a full intra request of one and the same
    // number: a sender takes the second one for the first, sent again (RFC 5104 section 4.3.1.2). A picture loss
    // indication has no number.
    static GstPadProbeReturn on_request(GstPad*, GstPadProbeInfo* info, gpointer) noexcept {
        GstEvent* event = gst_pad_probe_info_get_event(info);
        if (gst_video_event_is_force_key_unit(event) == FALSE) return GST_PAD_PROBE_OK;
        gst_event_unref(event);
        GST_PAD_PROBE_INFO_DATA(info) = picture_loss();
        return GST_PAD_PROBE_OK;
    }

    // What was asked for, or the keyframe itself, gets lost as well: while packets come and no picture does, it is
    // asked for again.
    static GstPadProbeReturn on_video_rtp(GstPad* pad, GstPadProbeInfo*, gpointer data) noexcept {
        const auto& reception = *static_cast<Shared*>(data);
        const Ticks::rep now = Ticks::now().time_since_epoch().count();
        // Packets behind a lost one are held until it has come or is given up.
        const bool was_held = now - reception->last_video.exchange(now) > Ticks::duration(kBreak).count();
        if (was_held) reception->flows_since = now;
        Ticks::rep asked = reception->asked;
        const Ticks::rep since = std::max({asked, reception->last_picture.load(), reception->flows_since.load()});
        if (now - since < Ticks::duration(kAskAgain).count()) return GST_PAD_PROBE_OK;
        if (reception->asked.compare_exchange_strong(asked, now)) gst_pad_send_event(pad, picture_loss());
        return GST_PAD_PROBE_OK;
    }

    static GstEvent* picture_loss() noexcept {
        return gst_video_event_new_upstream_force_key_unit(GST_CLOCK_TIME_NONE, FALSE, 0);
    }
};

Result<std::shared_ptr<WhipSession>> WhipSession::create(SdpOffer offer, const IceSettings& ice,
                                                         std::shared_ptr<CameraFeed> feed, MediaThread& thread) {
    auto reception = std::make_shared<Reception>();
    reception->feed = std::move(feed);
    reception->fingerprints = fingerprints(*offer.message);
    for (const AgreedMedia& media : offer.media)
        reception->encodings[media.payload] = media.encoding;
    reception->last_media = Ticks::now().time_since_epoch().count();
    auto peer = PeerConnection::create(kPipeline, std::move(offer), ice, thread,
                                       [alive = std::weak_ptr(reception)](const std::string& what) {
                                           spdlog::warn("camera: {}", what);
                                           if (const auto failed = alive.lock()) failed->failed = true;
                                       });
    if (!peer) return tl::unexpected(peer.error());
    reception->pipeline = (*peer)->pipeline().bin();
    GstElement* webrtc = (*peer)->webrtcbin();
    Hooks::connect(webrtc, reception);
    for (const AgreedMedia& media : (*peer)->offer().media) {
        GstWebRTCRTPTransceiver* raw = nullptr;
        g_signal_emit_by_name(webrtc, "add-transceiver", GST_WEBRTC_RTP_TRANSCEIVER_DIRECTION_RECVONLY,
                              media.caps.get(), &raw);
        const auto transceiver = adopt(raw);
        if (transceiver != nullptr && media.video) g_object_set(transceiver.get(), "do-nack", TRUE, nullptr);
    }
    std::shared_ptr<WhipSession> session(new WhipSession(std::move(reception)));
    session->peer_ = std::move(*peer);
    return session;
}

Ticks::time_point WhipSession::last_media() const noexcept {
    if (reception_->failed) return {};
    return Ticks::time_point(Ticks::duration(reception_->last_media));
}

}  // namespace wardcast::media
