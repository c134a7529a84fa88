#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "base/result.h"
#include "media/media_thread.h"
#include "media/srt_listener.h"
#include "media/stream_intake.h"
#include "media/stream_sessions.h"
#include "media/studio_settings.h"

namespace wardcast::media {

// Lets in whoever sends a stream: from the HTTP edge, and by SRT, which it listens for itself.
//
// Threads: any, save listen_for_srt() and hang_up(), which are the first and the last to be called.
class LiveStreamIntake final : public StreamIntake {
  public:
    // Both outlive it.
    LiveStreamIntake(StreamSessions& sessions, MediaThread& thread) : sessions_(sessions), thread_(thread) {}

    // As SrtListener::open().
    [[nodiscard]] Result<void> listen_for_srt(const SrtSettings& settings, SrtListener::Admits admits);
    void hang_up() { srt_.reset(); }

    void publish_webm(StreamRequest request,
                      std::function<void(WhipResult<std::shared_ptr<StreamInput>>)> answered) override;
    void publish_rtmp(StreamRequest request, std::string address,
                      std::function<void(WhipResult<void>)> answered) override;
    void end_rtmp(std::string address) override;
    [[nodiscard]] std::uint16_t srt_port() const override { return srt_ != nullptr ? srt_->port() : 0; }

  private:
    void publish(StreamRequest request, StreamSessions::Container container, SrtListener::Answered answered);

    StreamSessions& sessions_;
    MediaThread& thread_;
    std::atomic<std::uint64_t> srt_calls_{0};
    std::unique_ptr<SrtListener> srt_;
};

}  // namespace wardcast::media
