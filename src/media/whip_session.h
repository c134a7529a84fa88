#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "media/camera_feed.h"
#include "media/ingest.h"
#include "media/peer_connection.h"

namespace wardcast::media {

// One publisher's WebRTC connection (RFC 9725): receives, decodes into the camera's feed.
//
// Threads: all of it on the media thread; last_media() on any. Its pipeline's threads touch only the feed and the
// arrival time.
class WhipSession final : public Ingest {
  public:
    // thread must outlive the session.
    [[nodiscard]] static Result<std::shared_ptr<WhipSession>> create(SdpOffer offer, const IceSettings& ice,
                                                                     std::shared_ptr<CameraFeed> feed,
                                                                     MediaThread& thread);

    [[nodiscard]] PeerConnection& peer() noexcept { return *peer_; }
    [[nodiscard]] Ticks::time_point last_media() const noexcept override;

  private:
    // What the pipeline's threads share with the session.
    struct Reception {
        std::shared_ptr<CameraFeed> feed;
        std::map<guint, std::string> encodings;  // By payload type.
        std::vector<std::string> fingerprints;   // Of the certificate with which the publisher must come.
        GstBin* pipeline = nullptr;              // Borrowed; alive as long as its threads are.
        std::mutex mutex;
        std::map<guint, GstPtr<GstElement>> jitter_buffers;  // By SSRC, until its track is built. Under the mutex.
        std::atomic<Ticks::rep> last_media{0};
        std::atomic<Ticks::rep> last_picture{0};  // Decoded.
        std::atomic<Ticks::rep> last_video{0};    // Packet of the picture.
        std::atomic<Ticks::rep> flows_since{0};   // They have come without a break.
        std::atomic<Ticks::rep> asked{0};         // For a keyframe, because no picture came.
        std::atomic<bool> failed{false};          // An element gave up: no more of this session will reach the feed.
    };
    struct Hooks;  // Callbacks for GStreamer.

    explicit WhipSession(std::shared_ptr<Reception> reception) : reception_(std::move(reception)) {}

    std::shared_ptr<Reception> reception_;
    std::shared_ptr<PeerConnection> peer_;
};

}  // namespace wardcast::media
