#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.h"
#include "media/programme_tap.h"
#include "media/rtp_packetizer.h"

namespace wardcast::media {

// Which of a programme's renditions to follow: the best one that runs. A better one, or another where that has stood
// still, is taken up at its next keyframe.
class BestRendition {
  public:
    static constexpr std::chrono::seconds kStandsStill{1};

    // Whether the unit of this rendition belongs to what is followed.
    [[nodiscard]] bool takes(const RenditionInfo& rendition, bool is_keyframe, Ticks::time_point now);

  private:
    std::string name_;
    int height_ = 0;
    Ticks::time_point heard_;
};

// A programme for viewers who want the shortest delay (WHEP): coded pictures as they leave the best rendition's encoder
// and one Opus encoding of the sound, cut into RTP packets once, whoever receives them. Costs nothing while nobody
// does.
//
// The shared encoders make a keyframe every two seconds, and no viewer can ask them for another: that would move the
// segments of everybody.
//
// Threads: as ProgrammeTap; sinks are called on the packetizer's. The rest on the media thread.
class Broadcast final : public ProgrammeTap {
  public:
    // From here on the sink gets packets; the first one starts the packetizer.
    [[nodiscard]] Result<void> add(std::shared_ptr<RtpSink> sink);
    // A packet that is under way may still reach it.
    void remove(const RtpSink* sink) noexcept;

    void begun(Ticks::time_point at) noexcept override;
    void sound(GstBuffer* block) noexcept override;
    void encoded(const RenditionInfo& rendition, GstBuffer* unit, GstCaps* caps) noexcept override;

  private:
    [[nodiscard]] std::shared_ptr<RtpPacketizer> packetizer() const noexcept;
    // When a timestamp of the present run is due, on the clock of Ticks.
    [[nodiscard]] GstClockTime due(GstClockTime timestamp) const noexcept;

    std::atomic<GstClockTime> begun_{0};
    std::shared_ptr<RtpFanOut> sinks_ = std::make_shared<RtpFanOut>();
    mutable std::mutex mutex_;                   // Guards the next two.
    std::shared_ptr<RtpPacketizer> packetizer_;  // Null while nobody receives.
    BestRendition best_;
};

}  // namespace wardcast::media
