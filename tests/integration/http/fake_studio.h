#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "media/studio.h"

namespace wardcast::http {

// A studio with one programme: "720p.m3u8", asked with _HLS_msn, waits until advance() has come to that number; a
// segment "720p/{msn}.m4s" is there from then on. Cameras get the answers that the tests set.
class FakeStudio final : public media::Studio,
                         public media::ControlRoom,
                         public media::WhipEndpoint,
                         public media::WhepEndpoint,
                         public media::StreamIntake,
                         public media::Playback,
                         public media::Pictures {
  public:
    FakeStudio();

    // The programme has come to this media sequence number; tells the workers.
    void advance(int msn);
    void hold_at_most(std::chrono::milliseconds at_most) { at_most_ = at_most; }
    void answer_with(media::WhipResult<media::WhipAnswer> answer);
    [[nodiscard]] std::vector<media::WhipRequest> published();
    [[nodiscard]] std::vector<media::WhepRequest> viewed();
    [[nodiscard]] const std::string& segment() const { return *segment_; }
    // What was sent otherwise than by WHIP: "webm ward main", the bytes of it, "rtmp ADDRESS main", "rtmp ADDRESS
    // over". Waits until `count` are there.
    [[nodiscard]] std::vector<std::string> streams(std::size_t count);
    // What arrived over WebSockets is decoded no more; the inputs say that so much waits.
    void let_wait(std::size_t bytes) { waiting_ = bytes; }
    void end_streams() { streams_over_ = true; }

    media::ControlRoom& control_room() override { return *this; }
    media::WhipEndpoint& whip() override { return *this; }
    media::WhepEndpoint& whep() override { return *this; }
    media::StreamIntake& streams() override { return *this; }
    media::Playback& playback() override { return *this; }
    media::Pictures& pictures() override { return *this; }
    void stop() override {}

    Result<void> start(const std::string&, const std::string&) override { return {}; }
    void end(const std::string&) override {}
    void set_air(const std::string&, bool) override {}
    void direct(const std::string&, const media::Direction&) override {}
    void rehearse(const std::string&, const std::string&, bool on) override { rehearsing_ = on; }
    bool is_rehearsing(const std::string&) const override { return rehearsing_; }
    Result<void> start_test_camera(const std::string&) override { return {}; }
    void set_cameras(const std::string&, std::vector<media::CameraSource>) override {}
    void set_relays(const std::string&, std::vector<media::RelayTarget>) override {}
    void set_still(const std::string&, const std::string&) override {}

    // The same for WHIP and WHEP.
    using Answered = std::function<void(media::WhipResult<media::WhipAnswer>)>;
    void publish(media::WhipRequest request, Answered answered) override;
    void view(media::WhepRequest request, Answered answered) override;
    void patch(const std::string& meeting, const std::string& session, std::optional<std::string> if_match,
               std::string fragment, Answered answered) override;
    void remove(const std::string& meeting, const std::string& session,
                std::function<void(media::WhipResult<void>)> removed) override;

    void publish_webm(media::StreamRequest request,
                      std::function<void(media::WhipResult<std::shared_ptr<media::StreamInput>>)> answered) override;
    void publish_rtmp(media::StreamRequest request, std::string address,
                      std::function<void(media::WhipResult<void>)> answered) override;
    void end_rtmp(std::string address) override;
    [[nodiscard]] std::uint16_t srt_port() const override { return 0; }

    media::HlsReply hls(const std::string& meeting, std::string_view path, std::string_view query) override;
    void on_advance(Advanced advanced) override;
    // Names the languages.
    media::HlsReply recording_index(const std::string& meeting, const std::vector<std::string>& captions) override;
    // "ward" has 90 s of recording in two spans, which as a file are the bytes of segment().
    Result<media::RecordingFacts> recording(const std::string& meeting) override;
    void recording_file(const std::string& meeting, std::vector<media::Chapter> chapters,
                        std::function<void(Result<media::RecordingFile>)> answered) override;

    // "ward" and its camera "main" have pictures; "picture" may be stored.
    std::optional<media::Thumbnail> programme(const std::string& meeting) override;
    std::optional<media::Thumbnail> camera(const std::string& meeting, const std::string& camera) override;
    void store_still(const std::string& meeting, std::string image,
                     std::function<void(Result<std::string>)> stored) override;
    std::optional<media::Thumbnail> still(const std::string& meeting, const std::string& name) override;

  private:
    class Input;
    void note(std::string what);

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> streams_;
    std::atomic<std::size_t> waiting_{0};
    std::atomic<bool> streams_over_{false};
    std::atomic<bool> rehearsing_{false};
    int msn_ = 0;
    std::chrono::milliseconds at_most_{30'000};
    SharedBytes segment_;
    std::vector<Advanced> advanced_;
    std::vector<media::WhipRequest> published_;
    std::vector<media::WhepRequest> viewed_;
    media::WhipResult<media::WhipAnswer> answer_;
};

}  // namespace wardcast::http
