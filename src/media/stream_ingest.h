#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "media/ingest.h"
#include "media/pipeline.h"
#include "media/track_intake.h"

namespace wardcast::media {

// How a stream comes in.
struct StreamSource {
    // Up to and with the element that finds the tracks, which is named "tracks"; as gst-launch writes it. An appsrc
    // that bytes are pushed into is named "in".
    std::string elements;
    // Sets what must not stand in a description, such as addresses and passwords. May be empty.
    std::function<void(const Pipeline&)> prepare = {};
    // How long media waits, so that it can go at an even pace.
    std::chrono::milliseconds cushion{100};
    TrackIntake::Arrival arrival = TrackIntake::Arrival::Anchors;
    CameraFeed::Origin origin = CameraFeed::Origin::Life;
    // Words that messages must not repeat.
    std::vector<std::string> secrets = {};
    // What an element says went wrong, as cause and cure; empty where it knows no better. May be empty itself.
    std::function<Trouble(const std::string& what)> explain = {};
};

// Any stream of which GStreamer finds the tracks: a transport stream, FLV, WebM, MP4, RTSP.
//
// Threads: made and ended on the media thread; push() and the getters on any.
class StreamIngest final : public Ingest {
  public:
    // The most that waits to be demuxed; more is thrown away, oldest first.
    static constexpr std::size_t kMostWaiting = 4 * 1024 * 1024;

    [[nodiscard]] static Outcome<std::unique_ptr<StreamIngest>> create(const StreamSource& source,
                                                                       std::shared_ptr<CameraFeed> feed);
    ~StreamIngest() override;

    // Bytes of the stream, where it has an "in".
    void push(BufferPtr bytes) const;
    // How many of them wait.
    [[nodiscard]] std::size_t waiting() const;

    [[nodiscard]] Ticks::time_point last_media() const noexcept override { return intake_->last_media(); }
    [[nodiscard]] IngestState state() const noexcept override { return report_->state; }
    [[nodiscard]] Trouble trouble() const override;

  private:
    // What the pipeline's threads tell.
    struct Report {
        std::atomic<IngestState> state{IngestState::Running};
        std::mutex mutex;
        Trouble trouble;  // Guarded by mutex.
    };

    StreamIngest(Pipeline pipeline, std::shared_ptr<TrackIntake> intake)
        : pipeline_(std::move(pipeline)), intake_(std::move(intake)) {}

    Pipeline pipeline_;
    std::shared_ptr<TrackIntake> intake_;
    std::shared_ptr<Report> report_ = std::make_shared<Report>();
    GstPtr<GstElement> in_;
};

}  // namespace wardcast::media
