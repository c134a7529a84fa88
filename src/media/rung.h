#pragma once

#include <cstdint>
#include <future>
#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "media/rendition_encoder.h"

namespace wardcast::media {

// One picture size of a programme, through the lives of its encoders: an encoder that fails or stands still is
// replaced, and one that the machine cannot carry is left out for a while, without the other renditions noticing. The
// sink hears of the time in between as a gap. An encoder begins only where a group of pictures does, so that all rungs
// have their keyframes at the same places.
//
// Threads: picture(), drain() and stop() one at a time; look_after(), leave_out(), bring_back() and figures from any.
// Bounds: when kMostWaiting pictures wait, the next ones are skipped until the encoder has caught up, all but the first
// of each part: whatever is left out within a part, its length stays (RFC 8216bis section 4.4.4.9). An encoder that is
// so slow that kMostWaitingAtAll wait is replaced.
class Rung {
  public:
    static constexpr std::uint64_t kGroup = 2 * kFps;  // Pictures from keyframe to keyframe.
    static constexpr std::uint64_t kPart = kFps / 3;   // Pictures in a part (segment.h).
    static constexpr std::size_t kMostWaiting = kFps / 2;
    // What parts begin with in eight seconds, so that an encoder that sets itself up, or is to be left out, has its
    // time.
    static constexpr std::size_t kMostWaitingAtAll = kMostWaiting + 24;
    // Pictures wait and none came out for this long.
    static constexpr std::chrono::milliseconds kStuck{2500};
    // The same before the first one: an encoder sets itself up.
    static constexpr std::chrono::milliseconds kStuckAtFirst{6000};

    Rung(std::string meeting, VideoRung rung, const RenditionEncoder::Surroundings& around);
    ~Rung();

    // The index-th picture of the run, which is at its PTS. Never blocks.
    void picture(GstBuffer* picture, std::uint64_t index);
    // Replaces an encoder that is beyond repair; begins one where it is missing.
    void look_after(Ticks::time_point now);
    // From the next group of pictures on.
    void leave_out();
    void bring_back();

    // Encodes what waits and tells the sink that it ended.
    void drain();
    [[nodiscard]] bool drained() const;
    // Throws away what is under way.
    void stop();

    struct Figures {
        bool wanted = true;                  // Not left out.
        bool feeding = false;                // Its encoder gets pictures.
        std::chrono::nanoseconds behind{0};  // How far what came out is behind what went in.
        std::uint64_t skipped = 0;           // Pictures since the beginning.
        Ticks::time_point output_at;
    };
    [[nodiscard]] Figures figures() const;
    [[nodiscard]] const VideoRung& rung() const noexcept { return rung_; }
    // The one that lives; null between two. For tests that make it stand still.
    [[nodiscard]] const RenditionEncoder* encoder() const { return encoder_.get(); }

  private:
    void begin_group(GstClockTime at, std::uint64_t index);
    void replace(const std::string& why);
    void bury(std::unique_ptr<RenditionEncoder> encoder);
    [[nodiscard]] std::string beyond_repair(Ticks::time_point now) const;

    const std::string meeting_;
    const VideoRung rung_;
    const RenditionEncoder::Surroundings around_;

    mutable std::mutex mutex_;  // Guards all below.
    std::unique_ptr<RenditionEncoder> encoder_;
    std::unique_ptr<RenditionEncoder> ending_;  // Encodes its last pictures.
    std::list<std::future<void>> burials_;      // An encoder that stands still may take long to stop.
    bool wanted_ = true;
    bool feeding_ = false;
    bool interrupted_ = false;  // Not all since the first picture was encoded by one encoder.
    bool drained_ = false;
    GstClockTime pushed_until_ = 0;
    std::uint64_t skipped_ = 0;
    Ticks::time_point tried_;
};

}  // namespace wardcast::media
