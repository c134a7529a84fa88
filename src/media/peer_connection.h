#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "media/ice_agent.h"
#include "media/media_thread.h"
#include "media/pipeline.h"
#include "media/sdp_fragment.h"
#include "media/sdp_offer.h"

typedef struct _GstWebRTCSessionDescription GstWebRTCSessionDescription;

namespace wardcast::media {

// One WebRTC connection that answers an offer: what publishers and viewers have in common. What flows through it is its
// owner's.
//
// Threads: all of it on the media thread, the callbacks too.
class PeerConnection final : public std::enable_shared_from_this<PeerConnection> {
  public:
    // The answer with all candidates, once.
    using Answered = std::function<void(WhipResult<std::string>)>;

    // A pipeline, as gst-launch writes it, with a webrtcbin of the name "webrtc". It stands still until answer(), so
    // that tracks can be added. thread must outlive the connection.
    [[nodiscard]] static Result<std::shared_ptr<PeerConnection>> create(const std::string& pipeline, SdpOffer offer,
                                                                        const IceSettings& ice, MediaThread& thread,
                                                                        Pipeline::Trouble trouble);
    ~PeerConnection();

    [[nodiscard]] const SdpOffer& offer() const noexcept { return offer_; }
    [[nodiscard]] GstElement* webrtcbin() const noexcept { return webrtc_.get(); }
    [[nodiscard]] const Pipeline& pipeline() const noexcept { return pipeline_; }

    // Called when ICE and DTLS have come through with whom the offer describes, again after an interruption. Before
    // answer().
    void on_connected(std::function<void()> connected) { connected_ = std::move(connected); }
    // Begins to negotiate.
    void answer(Answered answered);
    // Nothing was negotiated in time: answers 503.
    void give_up();
    // Its place is gone before it was negotiated: answers 404. Nothing if it was answered.
    void cancel();

    // The ETag of the ICE session (RFC 9725 section 4.3.1), quoted as the header has it.
    [[nodiscard]] const std::string& etag() const noexcept { return etag_; }
    // Trickled candidates, or an ICE restart: then the fragment that answers it, and a new ETag. Empty for candidates.
    // session: the name under which it is known. 428 without If-Match, 412 with another's ETag, 400 for what is no
    // fragment; ICE stays as it is then.
    [[nodiscard]] WhipResult<WhipAnswer> patch(const std::string& session, const std::optional<std::string>& if_match,
                                               std::string_view fragment);

    // No more remote candidates than this are taken in all.
    static constexpr std::size_t kMostCandidates = 128;

  private:
    struct Hooks;  // Callbacks for GStreamer.

    PeerConnection(Pipeline pipeline, SdpOffer offer, IceAgent ice, std::string public_address, MediaThread& thread);
    void set_remote();
    void create_answer();
    void gathered();
    void finish(WhipResult<std::string> with);
    void fail(std::string why);
    void add_candidates(const SdpFragment& fragment);
    [[nodiscard]] WhipResult<std::string> restart_ice(const SdpFragment& fragment);

    Pipeline pipeline_;
    GstPtr<GstElement> webrtc_;
    std::unique_ptr<IceAgent> ice_;
    SdpOffer offer_;
    const std::string public_address_;  // Announced in the answer; empty: none.
    std::string remote_ufrag_;
    std::string etag_;
    std::size_t candidates_ = 0;
    MediaThread& thread_;
    Answered answered_;  // Empty once called.
    std::function<void()> connected_;
};

}  // namespace wardcast::media
