#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.h"
#include "media/air_gate.h"
#include "media/ladder.h"
#include "media/pipeline.h"
#include "media/programme_tap.h"
#include "media/raw_format.h"
#include "media/rendition_sink.h"

namespace wardcast::media {

// One life of the encoder of one rendition: raw pictures or sound in, muxed bytes out to the rendition's sink. Its
// muxer counts from the first buffer on.
//
// Threads: push(), end() and mute() one at a time; the rest from any. Never blocks: what is pushed waits in a queue
// whose length waiting() tells, and whoever pushes keeps the bound.
class RenditionEncoder {
  public:
    // Borrowed; they outlive the encoder.
    struct Surroundings {
        RenditionSink& sink;
        const AirGate& gate;
        const Taps& taps;
    };

    [[nodiscard]] static Result<std::unique_ptr<RenditionEncoder>> of_pictures(const VideoRung& rung,
                                                                               const Surroundings& around);
    [[nodiscard]] static Result<std::unique_ptr<RenditionEncoder>> of_sound(const Ladder& ladder,
                                                                            const Surroundings& around);
    ~RenditionEncoder();

    void push(BufferPtr buffer);
    // The first picture at this time or later becomes a keyframe. Before it is pushed.
    void force_keyframe(GstClockTime at);
    // What was pushed is still encoded; then the sink is told that it ended.
    void end();
    // Afterwards the sink hears nothing more of this encoder.
    void mute();

    [[nodiscard]] std::size_t waiting() const;
    // Why it cannot go on; empty while it can.
    [[nodiscard]] std::string trouble() const;
    // The end of what was encoded last, on the programme's timeline, and when that came out (at first: when it began).
    [[nodiscard]] GstClockTime encoded_until() const noexcept { return output_->encoded_until; }
    [[nodiscard]] Ticks::time_point output_at() const noexcept;
    [[nodiscard]] bool has_output() const noexcept { return output_->encoded_until > 0; }
    [[nodiscard]] bool ended() const noexcept { return output_->ended; }

    // For tests that make an encoder stand still.
    [[nodiscard]] const Pipeline& pipeline() const { return pipeline_; }

  private:
    // What the pipeline's threads share with the encoder.
    struct Output {
        RenditionInfo info;
        RenditionSink* sink = nullptr;  // Null once muted; guarded by mutex, as the next two.
        std::string trouble;
        std::deque<GstClockTime> keyframes;  // To come, in order of time.
        std::mutex mutex;
        const AirGate* gate = nullptr;
        const Taps* taps = nullptr;
        std::atomic<GstClockTime> encoded_until{0};
        std::atomic<Ticks::rep> output_at{0};
        std::atomic<bool> ended{false};
    };
    struct Probes;

    static Result<std::unique_ptr<RenditionEncoder>> create(const std::string& description, RenditionInfo info,
                                                            const Surroundings& around);
    RenditionEncoder(Pipeline pipeline, std::shared_ptr<Output> output);

    std::shared_ptr<Output> output_;
    Pipeline pipeline_;
    GstPtr<GstElement> in_;
};

}  // namespace wardcast::media
