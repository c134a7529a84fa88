#include "media/peer_connection.h"

#define GST_USE_UNSTABLE_API  // GStreamer's WebRTC library calls itself so in every release.
#include <utility>

#include <gst/webrtc/webrtc.h>
#include <spdlog/spdlog.h>

#include "media/peer_certificate.h"
#include "media/random_hex.h"
#include "media/refusal.h"
#include "media/sdp_answer.h"

namespace wardcast::media {

namespace {

struct DescriptionFree {
    void operator()(GstWebRTCSessionDescription* description) const noexcept {
        gst_webrtc_session_description_free(description);
    }
};
using DescriptionPtr = std::unique_ptr<GstWebRTCSessionDescription, DescriptionFree>;

std::string fresh_etag() {
    return "\"" + random_hex<8>() + "\"";
}

}  // namespace

// What GStreamer calls. Each holds what it needs by weak pointer, so that none depends on when the connection ends;
// what concerns it is posted to the media thread.
struct PeerConnection::Hooks {
    struct To {
        MediaThread& thread;
        std::weak_ptr<PeerConnection> peer;

        template <class Then>
        void post(Then then) const {
            thread.post([peer = peer, then = std::move(then)] {
                if (const auto self = peer.lock()) then(*self);
            });
        }
    };
    static std::unique_ptr<To> to(PeerConnection& self) {
        return std::make_unique<To>(To{self.thread_, self.weak_from_this()});
    }

    static void connect(PeerConnection& self) {
        const auto destroy = [](gpointer data, GClosure*) { const std::unique_ptr<To> owner(static_cast<To*>(data)); };
        g_signal_connect_data(self.webrtc_.get(), "notify::ice-gathering-state", G_CALLBACK(&on_gathering),
                              to(self).release(), destroy, GConnectFlags{});
        g_signal_connect_data(self.webrtc_.get(), "notify::connection-state", G_CALLBACK(&on_connection),
                              to(self).release(), destroy, GConnectFlags{});
    }

    static void on_gathering(GstElement* webrtc, GParamSpec*, To* to) noexcept {
        GstWebRTCICEGatheringState state{};
        g_object_get(webrtc, "ice-gathering-state", &state, nullptr);
        if (state != GST_WEBRTC_ICE_GATHERING_STATE_COMPLETE) return;
        to->post([](PeerConnection& self) { self.gathered(); });
    }
    static void on_connection(GstElement* webrtc, GParamSpec*, To* to) noexcept {
        GstWebRTCPeerConnectionState state{};
        g_object_get(webrtc, "connection-state", &state, nullptr);
        if (state != GST_WEBRTC_PEER_CONNECTION_STATE_CONNECTED) return;
        to->post([](PeerConnection& self) {
            if (!came_as_described(self.webrtc_.get(), fingerprints(*self.offer_.message))) {
                spdlog::warn("WebRTC: somebody came with another certificate than the offer names");
            } else if (self.connected_) {
                self.connected_();
            }
        });
    }

    // A promise whose reply goes to `then` on the media thread.
    using Then = std::function<void(PeerConnection&, GstPromise*)>;
    struct Promised {
        std::unique_ptr<To> to;
        Then then;
    };
    static PromisePtr promise(PeerConnection& self, Then then) {
        auto promised = std::make_unique<Promised>(Promised{to(self), std::move(then)});
        return PromisePtr(gst_promise_new_with_change_func(&on_reply, promised.release(), [](gpointer data) {
            const std::unique_ptr<Promised> owner(static_cast<Promised*>(data));
        }));
    }
    static void on_reply(GstPromise* promise, gpointer data) noexcept {
        const auto& promised = *static_cast<Promised*>(data);
        const std::shared_ptr<GstPromise> reply(gst_promise_ref(promise), MiniUnref{});
        promised.to->post([then = promised.then, reply](PeerConnection& self) { then(self, reply.get()); });
    }
};

Result<std::shared_ptr<PeerConnection>> PeerConnection::create(const std::string& pipeline, SdpOffer offer,
                                                               const IceSettings& ice, MediaThread& thread,
                                                               Pipeline::Trouble trouble) {
    auto parsed = Pipeline::parse(pipeline);
    if (!parsed) return tl::unexpected(parsed.error());
    parsed->on_trouble(std::move(trouble));
    auto agent = IceAgent::of(parsed->element("webrtc").get(), ice);
    if (!agent) return tl::unexpected(agent.error());
    std::shared_ptr<PeerConnection> peer(
        new PeerConnection(std::move(*parsed), std::move(offer), std::move(*agent), ice.public_address, thread));
    Hooks::connect(*peer);
    return peer;
}

PeerConnection::PeerConnection(Pipeline pipeline, SdpOffer offer, IceAgent ice, std::string public_address,
                               MediaThread& thread)
    : pipeline_(std::move(pipeline)),
      webrtc_(pipeline_.element("webrtc")),
      ice_(std::make_unique<IceAgent>(std::move(ice))),
      offer_(std::move(offer)),
      public_address_(std::move(public_address)),
      remote_ufrag_(ice_ufrag(*offer_.message)),
      etag_(fresh_etag()),
      thread_(thread) {}

PeerConnection::~PeerConnection() {
    pipeline_.stop();
    // Whoever keeps the agent keeps its sockets.
    ice_.reset();
    webrtc_.reset();
}

void PeerConnection::answer(Answered answered) {
    answered_ = std::move(answered);
    if (auto playing = pipeline_.play(); !playing) {
        return finish(refuse(500, "internal", playing.error().message));
    }
    set_remote();
}

void PeerConnection::set_remote() {
    GstSDPMessage* copy = nullptr;
    gst_sdp_message_copy(offer_.message.get(), &copy);
    const DescriptionPtr offer(gst_webrtc_session_description_new(GST_WEBRTC_SDP_TYPE_OFFER, copy));
    auto promise = Hooks::promise(*this, [](PeerConnection& self, GstPromise* reply) {
        const GstStructure* said = gst_promise_get_reply(reply);
        const bool refused = said != nullptr && gst_structure_has_field(said, "error");
        if (gst_promise_wait(reply) != GST_PROMISE_RESULT_REPLIED || refused) {
            return self.fail("The offer was refused by the media server.");
        }
        self.create_answer();
    });
    g_signal_emit_by_name(webrtc_.get(), "set-remote-description", offer.get(), promise.get());
}

void PeerConnection::create_answer() {
    auto promise = Hooks::promise(*this, [](PeerConnection& self, GstPromise* reply) {
        GstWebRTCSessionDescription* raw = nullptr;
        const GstStructure* said = gst_promise_get_reply(reply);
        if (gst_promise_wait(reply) == GST_PROMISE_RESULT_REPLIED && said != nullptr) {
            gst_structure_get(said, "answer", GST_TYPE_WEBRTC_SESSION_DESCRIPTION, &raw, nullptr);
        }
        const DescriptionPtr answer(raw);
        if (answer == nullptr) return self.fail("The offer could not be answered.");
        g_signal_emit_by_name(self.webrtc_.get(), "set-local-description", answer.get(), nullptr);
    });
    g_signal_emit_by_name(webrtc_.get(), "create-answer", nullptr, promise.get());
}

void PeerConnection::gathered() {
    if (!answered_) return;
    GstWebRTCSessionDescription* raw = nullptr;
    g_object_get(webrtc_.get(), "local-description", &raw, nullptr);
    const DescriptionPtr local(raw);
    if (local == nullptr) return;
    // With every port of the range taken libnice gathers nothing and says nothing.
    if (!has_candidate(*local->sdp)) return finish(refuse(503, "no_port", "No UDP port is free for another session."));
    finish(write_answer(*local->sdp, offer_.media, public_address_));
}

void PeerConnection::finish(WhipResult<std::string> with) {
    if (!answered_) return;
    const auto answered = std::exchange(answered_, {});
    answered(std::move(with));
}

void PeerConnection::fail(std::string why) {
    finish(refuse(400, "bad_sdp", std::move(why)));
}

void PeerConnection::give_up() {
    finish(refuse(503, "no_port", "No network address could be gathered in time."));
}

void PeerConnection::cancel() {
    finish(refuse(404, "not_found", "The meeting ended."));
}

WhipResult<WhipAnswer> PeerConnection::patch(const std::string& session, const std::optional<std::string>& if_match,
                                             std::string_view fragment) {
    // "*" goes with a restart.
    if (!if_match) return refuse(428, "etag_missing", "Send If-Match with the session's ETag.");
    if (*if_match != "*" && *if_match != etag_) {
        return refuse(412, "etag_stale", "ICE was restarted since that ETag.");
    }
    auto parsed = SdpFragment::parse(fragment);
    if (!parsed) return tl::unexpected(parsed.error());
    const bool is_restart = !parsed->ufrag.empty() && parsed->ufrag != remote_ufrag_;
    if (!is_restart) {
        add_candidates(*parsed);
        return WhipAnswer{session, etag_, {}};
    }
    auto restarted = restart_ice(*parsed);
    if (!restarted) return tl::unexpected(restarted.error());
    return WhipAnswer{session, etag_, std::move(*restarted)};
}

void PeerConnection::add_candidates(const SdpFragment& fragment) {
    for (const auto& candidate : fragment.candidates) {
        if (candidates_ == kMostCandidates) return;
        ++candidates_;
        ice_->add_remote_candidate(candidate.value);
    }
}

WhipResult<std::string> PeerConnection::restart_ice(const SdpFragment& fragment) {
    auto local = ice_->restart({fragment.ufrag, fragment.pwd});
    if (!local) return refuse(500, "internal", local.error().message);
    remote_ufrag_ = fragment.ufrag;
    etag_ = fresh_etag();
    candidates_ = 0;
    add_candidates(fragment);
    return SdpFragment::write(local->ufrag, local->pwd, offer_.mids.front(), ice_->local_candidates());
}

}  // namespace wardcast::media
