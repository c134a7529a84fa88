#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "media/camera_feed.h"
#include "media/ice_agent.h"
#include "media/ingest.h"
#include "media/media_thread.h"
#include "media/pipeline.h"
#include "media/sdp.h"

typedef struct _GstWebRTCSessionDescription GstWebRTCSessionDescription;

namespace wardcast::media {

// One publisher's WebRTC connection (RFC 9725): answers its offer, receives, decodes into the camera's feed.
//
// Threads: all of it on the media thread, the callbacks too; last_media() on any. Its pipeline's threads touch only the
// feed and the arrival time.
class WhipSession final : public Ingest, public std::enable_shared_from_this<WhipSession> {
  public:
    // The answer with all candidates, once.
    using Answered = std::function<void(WhipResult<std::string>)>;

    // Begins to answer the offer. thread must outlive the session's pipeline.
    [[nodiscard]] static std::shared_ptr<WhipSession> begin(SdpOffer offer, const IceSettings& ice,
                                                            std::shared_ptr<CameraFeed> feed, MediaThread& thread,
                                                            Answered answered);
    ~WhipSession() override;

    // Nothing was negotiated in time: answers 503.
    void give_up();
    // Its place is gone before it was negotiated: answers 404. Nothing if it was answered.
    void cancel();
    // Trickled candidates.
    void add_candidates(const SdpFragment& fragment);
    // The fragment that answers an ICE restart.
    [[nodiscard]] WhipResult<std::string> restart_ice(const SdpFragment& fragment);
    // Whether the fragment's credentials are not those that the remote side uses now.
    [[nodiscard]] bool is_restart(const SdpFragment& fragment) const;

    [[nodiscard]] Ticks::time_point last_media() const noexcept override;

  private:
    // What the pipeline's threads share with the session.
    struct Reception {
        std::shared_ptr<CameraFeed> feed;
        std::map<guint, std::string> encodings;  // By payload type.
        GstBin* pipeline = nullptr;              // Borrowed; alive as long as its threads are.
        std::atomic<Ticks::rep> last_media{0};
        std::atomic<bool> failed{false};  // An element gave up: no more of this session will reach the feed.
    };
    struct Hooks;  // Callbacks for GStreamer.

    WhipSession(SdpOffer offer, std::string public_address, std::shared_ptr<CameraFeed> feed, MediaThread& thread,
                Answered answered);
    WhipResult<void> start(const IceSettings& ice);
    void set_remote();
    void create_answer();
    void set_local(GstWebRTCSessionDescription* answer);
    void gathered();
    void answer(WhipResult<std::string> with);
    void fail(std::string why);

    SdpOffer offer_;
    std::string public_address_;  // Announced in the answer; empty: none.
    std::string remote_ufrag_;
    MediaThread& thread_;
    Answered answered_;  // Empty once called.
    std::shared_ptr<Reception> reception_;
    std::unique_ptr<Pipeline> pipeline_;
    GstPtr<GstElement> webrtc_;
    std::unique_ptr<IceAgent> ice_;
};

}  // namespace wardcast::media
