#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "base/result.h"
#include "media/gst_ptr.h"
#include "media/pipeline.h"

namespace wardcast::media {

// Who is sent a broadcast's packets. Called on the packetizer's threads, one for each kind; must not block. The packet
// is shared: copy it before changing it. Its PTS is when it is due, on the clock of Ticks.
class RtpSink {
  public:
    virtual ~RtpSink() = default;
    // begins_keyframe: a decoder can begin with this packet.
    virtual void video(GstBuffer* packet, bool begins_keyframe) noexcept = 0;
    virtual void audio(GstBuffer* packet) noexcept = 0;
};

// Hands each packet to every sink that it has at that moment, so that sinks may come and go meanwhile: none is called
// under a lock. Threads: any.
class RtpFanOut final : public RtpSink {
  public:
    void add(std::shared_ptr<RtpSink> sink);
    // How many are left.
    std::size_t remove(const RtpSink* sink) noexcept;

    void video(GstBuffer* packet, bool begins_keyframe) noexcept override;
    void audio(GstBuffer* packet) noexcept override;

  private:
    using Sinks = std::vector<std::shared_ptr<RtpSink>>;

    [[nodiscard]] std::shared_ptr<const Sinks> now() const noexcept;

    mutable std::mutex mutex_;
    std::shared_ptr<const Sinks> sinks_ = std::make_shared<const Sinks>();
};

// Cuts H.264 access units into RTP packets (RFC 6184, packetization mode 1, parameter sets before each keyframe), and
// encodes and packs sound as Opus (RFC 7587) with in-band error correction. Both share one time base.
//
// Threads: picture() on one thread, sound() on one thread. They never wait: what does not fit into half a second of
// queue pushes out the oldest.
class RtpPacketizer {
  public:
    [[nodiscard]] static Result<std::unique_ptr<RtpPacketizer>> create(const std::shared_ptr<RtpSink>& sink);
    ~RtpPacketizer();

    void picture(GstBuffer* unit, GstCaps* caps, GstClockTime due) noexcept;
    void sound(GstBuffer* block, GstClockTime due) noexcept;

  private:
    explicit RtpPacketizer(Pipeline pipeline);

    Pipeline pipeline_;
    GstPtr<GstElement> picture_in_, sound_in_;
};

}  // namespace wardcast::media
