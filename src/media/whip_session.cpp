#include "media/whip_session.h"

#define GST_USE_UNSTABLE_API  // GStreamer's WebRTC library calls itself so in every release.
#include <utility>

#include <gst/webrtc/webrtc.h>
#include <spdlog/spdlog.h>

#include "media/ingest_end.h"

namespace wardcast::media {

namespace {

// How long the jitter buffer waits for a packet that is sent again. Packets in order do not wait: nothing after it is
// synchronised to a clock.
constexpr const char* kPipeline = "webrtcbin name=webrtc bundle-policy=max-bundle latency=200";

struct DescriptionFree {
    void operator()(GstWebRTCSessionDescription* description) const noexcept {
        gst_webrtc_session_description_free(description);
    }
};
using DescriptionPtr = std::unique_ptr<GstWebRTCSessionDescription, DescriptionFree>;

// From RTP to the feed. Keyframes are asked for only after loss: the programme is encoded anew in any case.
std::string decoder(const std::string& encoding) {
    const std::string queue = "queue max-size-buffers=0 max-size-bytes=0 max-size-time=1000000000 ! ";
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

// The payload type that a pad of webrtcbin gives. Its caps are not there yet when it is added, and the transceiver that
// webrtcbin names is a guess where the offer tells no SSRC; rtpbin's pad behind it is named for what really came.
std::optional<guint> payload_of(GstPad* pad) {
    const auto target = adopt(GST_IS_GHOST_PAD(pad) ? gst_ghost_pad_get_target(GST_GHOST_PAD(pad)) : nullptr);
    if (target == nullptr) return {};
    const GString name(gst_pad_get_name(target.get()));
    guint session = 0, ssrc = 0, payload = 0;
    if (std::sscanf(name.get(), "recv_rtp_src_%u_%u_%u", &session, &ssrc, &payload) != 3) return {};
    return payload;
}

std::size_t bytes_of(GstPadProbeInfo* info) {
    if ((GST_PAD_PROBE_INFO_TYPE(info) & GST_PAD_PROBE_TYPE_BUFFER_LIST) != 0) {
        return gst_buffer_list_calculate_size(gst_pad_probe_info_get_buffer_list(info));
    }
    return gst_buffer_get_size(gst_pad_probe_info_get_buffer(info));
}

}  // namespace

// What GStreamer calls. Each holds what it needs by shared or weak pointer, so that none depends on when the session
// ends; what concerns the session is posted to the media thread.
struct WhipSession::Hooks {
    struct ToSession {
        MediaThread& thread;
        std::weak_ptr<WhipSession> session;
    };

    template <class Data>
    static void destroy(gpointer data, GClosure*) noexcept {
        delete_(static_cast<Data*>(data));
    }
    template <class Data>
    static void delete_(Data* data) noexcept {
        const std::unique_ptr<Data> owner(data);
    }

    static void connect(WhipSession& self) {
        auto to_session = std::make_unique<ToSession>(ToSession{self.thread_, self.weak_from_this()});
        g_signal_connect_data(self.webrtc_.get(), "notify::ice-gathering-state", G_CALLBACK(&on_gathering),
                              to_session.release(), &destroy<ToSession>, GConnectFlags{});
        auto reception = std::make_unique<std::shared_ptr<Reception>>(self.reception_);
        g_signal_connect_data(self.webrtc_.get(), "pad-added", G_CALLBACK(&on_pad), reception.release(),
                              &destroy<std::shared_ptr<Reception>>, GConnectFlags{});
    }

    static void on_gathering(GstElement* webrtc, GParamSpec*, ToSession* to) noexcept {
        GstWebRTCICEGatheringState state{};
        g_object_get(webrtc, "ice-gathering-state", &state, nullptr);
        if (state != GST_WEBRTC_ICE_GATHERING_STATE_COMPLETE) return;
        to->thread.post([session = to->session] {
            if (const auto self = session.lock()) self->gathered();
        });
    }

    // A track arrives: its decoder is built beside webrtcbin.
    static void on_pad(GstElement*, GstPad* pad, std::shared_ptr<Reception>* shared) noexcept {
        if (GST_PAD_DIRECTION(pad) != GST_PAD_SRC) return;
        const auto& reception = *shared;
        const auto payload = payload_of(pad);
        const auto known = payload ? reception->encodings.find(*payload) : reception->encodings.end();
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
        if (const auto sink = adopt(gst_bin_get_by_name(GST_BIN(bin.get()), "picture"))) {
            fill_pictures(sink.get(), reception->feed);
            const auto element = adopt(gst_bin_get_by_name(GST_BIN(bin.get()), "decoder"));
            watch_camera_size(adopt(gst_element_get_static_pad(element.get(), "src")).get(), reception->feed);
        }
        if (const auto sink = adopt(gst_bin_get_by_name(GST_BIN(bin.get()), "sound"))) {
            fill_sound(sink.get(), reception->feed);
        }
        auto probe = std::make_unique<std::shared_ptr<Reception>>(reception);
        gst_pad_add_probe(pad, static_cast<GstPadProbeType>(GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_BUFFER_LIST),
                          &on_rtp, probe.release(),
                          [](gpointer data) { delete_(static_cast<std::shared_ptr<Reception>*>(data)); });
        gst_bin_add(reception->pipeline, bin.get());
        gst_element_sync_state_with_parent(bin.get());
        const auto sink = adopt(gst_element_get_static_pad(bin.get(), "sink"));
        gst_pad_link(pad, sink.get());
    }

    static GstPadProbeReturn on_rtp(GstPad*, GstPadProbeInfo* info, gpointer data) noexcept {
        const auto& reception = *static_cast<std::shared_ptr<Reception>*>(data);
        reception->last_media = Ticks::now().time_since_epoch().count();
        reception->feed->received(bytes_of(info));
        return GST_PAD_PROBE_OK;
    }

    // A promise whose reply goes to `then` on the media thread.
    using Then = std::function<void(WhipSession&, GstPromise*)>;
    struct Promised {
        ToSession to;
        Then then;
    };
    static PromisePtr promise(WhipSession& self, Then then) {
        auto promised = std::make_unique<Promised>(Promised{{self.thread_, self.weak_from_this()}, std::move(then)});
        return PromisePtr(gst_promise_new_with_change_func(
            &on_reply, promised.release(), [](gpointer data) { delete_(static_cast<Promised*>(data)); }));
    }
    static void on_reply(GstPromise* promise, gpointer data) noexcept {
        const auto& promised = *static_cast<Promised*>(data);
        const std::shared_ptr<GstPromise> reply(gst_promise_ref(promise), MiniUnref{});
        promised.to.thread.post([session = promised.to.session, then = promised.then, reply] {
            if (const auto self = session.lock()) then(*self, reply.get());
        });
    }
};

std::shared_ptr<WhipSession> WhipSession::begin(SdpOffer offer, const IceSettings& ice,
                                                std::shared_ptr<CameraFeed> feed, MediaThread& thread,
                                                Answered answered) {
    std::shared_ptr<WhipSession> session(
        new WhipSession(std::move(offer), ice.public_address, std::move(feed), thread, std::move(answered)));
    if (auto started = session->start(ice); !started) {
        thread.post([session, error = started.error()] { session->answer(tl::unexpected(error)); });
    }
    return session;
}

WhipSession::WhipSession(SdpOffer offer, std::string public_address, std::shared_ptr<CameraFeed> feed,
                         MediaThread& thread, Answered answered)
    : offer_(std::move(offer)),
      public_address_(std::move(public_address)),
      remote_ufrag_(ice_ufrag(*offer_.message)),
      thread_(thread),
      answered_(std::move(answered)),
      reception_(std::make_shared<Reception>()) {
    reception_->feed = std::move(feed);
    for (const ReceivedMedia& media : offer_.media)
        reception_->encodings[media.payload] = media.encoding;
    reception_->last_media = Ticks::now().time_since_epoch().count();
}

WhipSession::~WhipSession() {
    if (pipeline_ != nullptr) pipeline_->stop();
    // Whoever keeps the agent keeps its sockets.
    ice_.reset();
    webrtc_.reset();
}

WhipResult<void> WhipSession::start(const IceSettings& ice) {
    const auto internal = [](const Error& error) { return tl::unexpected(WhipError{500, "internal", error.message}); };
    auto pipeline = Pipeline::parse(kPipeline);
    if (!pipeline) return internal(pipeline.error());
    pipeline_ = std::make_unique<Pipeline>(std::move(*pipeline));
    webrtc_ = pipeline_->element("webrtc");
    reception_->pipeline = pipeline_->bin();
    pipeline_->on_trouble([reception = std::weak_ptr(reception_)](const std::string& what) {
        spdlog::warn("camera: {}", what);
        if (const auto alive = reception.lock()) alive->failed = true;
    });
    auto agent = IceAgent::of(webrtc_.get(), ice);
    if (!agent) return internal(agent.error());
    ice_ = std::make_unique<IceAgent>(std::move(*agent));
    Hooks::connect(*this);
    if (auto playing = pipeline_->play(); !playing) return internal(playing.error());
    for (const ReceivedMedia& media : offer_.media) {
        GstWebRTCRTPTransceiver* raw = nullptr;
        g_signal_emit_by_name(webrtc_.get(), "add-transceiver", GST_WEBRTC_RTP_TRANSCEIVER_DIRECTION_RECVONLY,
                              media.caps.get(), &raw);
        const auto transceiver = adopt(raw);
        if (transceiver != nullptr && media.video) g_object_set(transceiver.get(), "do-nack", TRUE, nullptr);
    }
    set_remote();
    return {};
}

void WhipSession::set_remote() {
    GstSDPMessage* copy = nullptr;
    gst_sdp_message_copy(offer_.message.get(), &copy);
    const DescriptionPtr offer(gst_webrtc_session_description_new(GST_WEBRTC_SDP_TYPE_OFFER, copy));
    auto promise = Hooks::promise(*this, [](WhipSession& self, GstPromise* reply) {
        const GstStructure* said = gst_promise_get_reply(reply);
        const bool refused = said != nullptr && gst_structure_has_field(said, "error");
        if (gst_promise_wait(reply) != GST_PROMISE_RESULT_REPLIED || refused) {
            return self.fail("The offer was refused by the media server.");
        }
        self.create_answer();
    });
    g_signal_emit_by_name(webrtc_.get(), "set-remote-description", offer.get(), promise.get());
}

void WhipSession::create_answer() {
    auto promise = Hooks::promise(*this, [](WhipSession& self, GstPromise* reply) {
        GstWebRTCSessionDescription* raw = nullptr;
        const GstStructure* said = gst_promise_get_reply(reply);
        if (gst_promise_wait(reply) == GST_PROMISE_RESULT_REPLIED && said != nullptr) {
            gst_structure_get(said, "answer", GST_TYPE_WEBRTC_SESSION_DESCRIPTION, &raw, nullptr);
        }
        const DescriptionPtr answer(raw);
        if (answer == nullptr) return self.fail("The offer could not be answered.");
        self.set_local(answer.get());
    });
    g_signal_emit_by_name(webrtc_.get(), "create-answer", nullptr, promise.get());
}

void WhipSession::set_local(GstWebRTCSessionDescription* answer) {
    g_signal_emit_by_name(webrtc_.get(), "set-local-description", answer, nullptr);
}

void WhipSession::gathered() {
    if (!answered_) return;
    GstWebRTCSessionDescription* raw = nullptr;
    g_object_get(webrtc_.get(), "local-description", &raw, nullptr);
    const DescriptionPtr local(raw);
    if (local == nullptr) return;
    // With every port of the range taken libnice gathers nothing and says nothing.
    if (!has_candidate(*local->sdp)) {
        return answer(tl::unexpected(WhipError{503, "no_port", "No UDP port is free for another camera."}));
    }
    answer(write_answer(*local->sdp, offer_.media, public_address_));
}

void WhipSession::answer(WhipResult<std::string> with) {
    if (!answered_) return;
    const auto answered = std::exchange(answered_, {});
    answered(std::move(with));
}

void WhipSession::fail(std::string why) {
    answer(tl::unexpected(WhipError{400, "bad_sdp", std::move(why)}));
}

void WhipSession::give_up() {
    answer(tl::unexpected(WhipError{503, "no_port", "No network address could be gathered in time."}));
}

void WhipSession::cancel() {
    answer(tl::unexpected(WhipError{404, "not_found", "The meeting ended."}));
}

void WhipSession::add_candidates(const SdpFragment& fragment) {
    for (const auto& candidate : fragment.candidates)
        ice_->add_remote_candidate(candidate.value);
}

bool WhipSession::is_restart(const SdpFragment& fragment) const {
    return !fragment.ufrag.empty() && fragment.ufrag != remote_ufrag_;
}

WhipResult<std::string> WhipSession::restart_ice(const SdpFragment& fragment) {
    auto local = ice_->restart({fragment.ufrag, fragment.pwd});
    if (!local) return tl::unexpected(WhipError{500, "internal", local.error().message});
    remote_ufrag_ = fragment.ufrag;
    add_candidates(fragment);
    return SdpFragment::write(local->ufrag, local->pwd, offer_.mids.front(), ice_->local_candidates());
}

Ticks::time_point WhipSession::last_media() const noexcept {
    if (reception_->failed) return {};
    return Ticks::time_point(Ticks::duration(reception_->last_media));
}

}  // namespace wardcast::media
