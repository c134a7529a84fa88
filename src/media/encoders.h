#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.h"
#include "media/pacer.h"
#include "media/pipeline.h"
#include "media/rendition_sink.h"

namespace wardcast::media {

// The encoding half of a programme: raw pictures and sound in, the muxed bytes of each rendition out to its sink.
// Lives from one discontinuity to the next; its muxers count from PTS 0.
//
// Threads: picture() and sound() on the pacer's thread; they block while an encoder is busy and return at once after
// stop(). The sinks are called on streaming threads. The rest on the owner's.
class Encoders final : public PacerOutput {
  public:
    // The renditions it makes, in the order of the multivariant playlist.
    [[nodiscard]] static const std::vector<RenditionInfo>& renditions();

    // The packager's sinks must outlive this. trouble: an element failed, from one of its threads.
    [[nodiscard]] static Result<std::unique_ptr<Encoders>> create(Packager& packager, Pipeline::Trouble trouble);
    ~Encoders() override;

    void picture(BufferPtr picture) override;
    void sound(BufferPtr block) override;

    // When the slowest rendition last gave bytes.
    [[nodiscard]] Ticks::time_point last_output() const noexcept;
    // Flushes the encoders into the sinks and tells them that they ended. False if that took longer than `patience`.
    bool drain(std::chrono::milliseconds patience);
    // Throws away what is under way.
    void stop() noexcept;

  private:
    struct Rendition {
        RenditionSink* sink = nullptr;
        std::atomic<Ticks::rep> output_at{0};
        bool ended = false;  // Guarded by ended_mutex_.
    };

    explicit Encoders(Pipeline pipeline);
    void connect(Packager& packager);

    Pipeline pipeline_;
    GstPtr<GstElement> picture_in_, sound_in_;
    std::vector<std::unique_ptr<Rendition>> renditions_;
    std::mutex ended_mutex_;
    std::condition_variable ended_;
};

}  // namespace wardcast::media
