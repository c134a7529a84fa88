#pragma once

#include <memory>

#include "media/broadcast.h"
#include "media/peer_connection.h"
#include "media/viewer_feed.h"

namespace wardcast::media {

// One viewer's WebRTC connection (WHEP): sends the broadcast from when it has come through until it ends.
//
// Threads: all of it on the media thread; last_heard() on any.
class WhepSession final {
  public:
    // thread must outlive the session.
    [[nodiscard]] static Result<std::shared_ptr<WhepSession>> create(SdpOffer offer, const IceSettings& ice,
                                                                     std::shared_ptr<Broadcast> broadcast,
                                                                     MediaThread& thread);
    ~WhepSession();
    WhepSession(const WhepSession&) = delete;
    WhepSession& operator=(const WhepSession&) = delete;

    [[nodiscard]] PeerConnection& peer() noexcept { return *peer_; }
    // When the viewer last said (RTCP) that it receives, or when it began. It does so every second or so; WebRTC itself
    // does not tell of a viewer that vanished.
    [[nodiscard]] Ticks::time_point last_heard() const noexcept;

  private:
    // What the pipeline's threads share with the session.
    struct Hearing;

    WhepSession(std::shared_ptr<Broadcast> broadcast, std::shared_ptr<Hearing> hearing);
    [[nodiscard]] Result<void> add_tracks();

    std::shared_ptr<Broadcast> broadcast_;
    std::shared_ptr<Hearing> hearing_;
    std::shared_ptr<ViewerFeed> feed_;
    std::shared_ptr<PeerConnection> peer_;
};

}  // namespace wardcast::media
