#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "media/studio.h"

namespace wardcast::http {

// A studio with one programme: "720p.m3u8", asked with _HLS_msn, waits until advance() has come to that number; a
// segment "720p/{msn}.m4s" is there from then on. Cameras get the answers that the tests set.
class FakeStudio final : public media::Studio {
  public:
    FakeStudio();

    // The programme has come to this media sequence number; tells the workers.
    void advance(int msn);
    void hold_at_most(std::chrono::milliseconds at_most) { at_most_ = at_most; }
    void answer_with(media::WhipResult<media::WhipAnswer> answer);
    [[nodiscard]] std::vector<media::WhipRequest> published();
    [[nodiscard]] std::vector<media::WhepRequest> viewed();
    [[nodiscard]] const std::string& segment() const { return *segment_; }

    Result<void> start(const std::string&, const std::string&) override { return {}; }
    void end(const std::string&) override {}
    void set_air(const std::string&, bool) override {}
    Result<void> start_test_camera(const std::string&) override { return {}; }
    void whip_publish(media::WhipRequest request,
                      std::function<void(media::WhipResult<media::WhipAnswer>)> answered) override;
    void whip_patch(const std::string& meeting, const std::string& session, std::optional<std::string> if_match,
                    std::string fragment, std::function<void(media::WhipResult<media::WhipAnswer>)> answered) override;
    media::WhipResult<void> whip_delete(const std::string& meeting, const std::string& session) override;
    void whep_view(media::WhepRequest request,
                   std::function<void(media::WhipResult<media::WhipAnswer>)> answered) override;
    void whep_patch(const std::string& meeting, const std::string& session, std::optional<std::string> if_match,
                    std::string fragment, std::function<void(media::WhipResult<media::WhipAnswer>)> answered) override;
    void whep_delete(const std::string& meeting, const std::string& session,
                     std::function<void(media::WhipResult<void>)> answered) override;
    media::HlsReply hls(const std::string& meeting, std::string_view path, std::string_view query) override;
    void on_advance(Advanced advanced) override;
    void stop() override {}

  private:
    std::mutex mutex_;
    int msn_ = 0;
    std::chrono::milliseconds at_most_{30'000};
    SharedBytes segment_;
    std::vector<Advanced> advanced_;
    std::vector<media::WhipRequest> published_;
    std::vector<media::WhepRequest> viewed_;
    media::WhipResult<media::WhipAnswer> answer_;
};

}  // namespace wardcast::http
