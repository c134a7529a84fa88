#pragma once

#include <atomic>
#include <cstdint>
#include <optional>

#include "media/pipeline.h"
#include "media/rtp_packetizer.h"
#include "media/sdp_offer.h"

namespace wardcast::media {

// One viewer's way from the broadcast into its connection: copies packets, numbers them and gives them the viewer's
// payload types. The picture begins with a keyframe. A connection that does not take its packets in good time loses the
// picture until the next keyframe; nobody waits for it.
//
// Threads: as RtpSink; open() and close() on any.
class ViewerFeed final : public RtpSink {
  public:
    // Packets that may wait in front of the connection: half a second of the best rendition.
    static constexpr std::uint64_t kMostWaiting = 200;

    // Packets of what the offer agrees to are pushed into these appsrcs; null where it does not.
    ViewerFeed(const SdpOffer& offer, GstPtr<GstElement> video_in, GstPtr<GstElement> audio_in);

    // Nothing flows before.
    void open() noexcept { open_ = true; }
    void close() noexcept { open_ = false; }

    void video(GstBuffer* packet, bool begins_keyframe) noexcept override;
    void audio(GstBuffer* packet) noexcept override;

  private:
    struct Track {
        GstPtr<GstElement> appsrc;
        std::uint8_t payload = 0;
        std::uint32_t ssrc = 0;
        std::uint16_t sequence = 0;

        [[nodiscard]] bool is_full() const noexcept;
        void push(GstBuffer* packet) noexcept;
    };

    std::atomic<bool> open_{false};
    Track video_, audio_;
    bool holding_ = true;  // Until a keyframe; the video thread's.
};

}  // namespace wardcast::media
