#pragma once

#include <algorithm>
#include <memory>
#include <mutex>
#include <vector>

#include "media/gst_ptr.h"
#include "media/raw_format.h"
#include "media/rendition_sink.h"

namespace wardcast::media {

// Takes what a programme makes while it is made, besides its packaging: viewers by WebRTC, relays, thumbnails.
//
// Threads: the pacer's and the encoders' streaming threads, several at once. Must not block: a tap that is slow has a
// queue of its own, with a bound.
class ProgrammeTap {
  public:
    virtual ~ProgrammeTap() = default;
    // A new set of encoders begins: timestamps count from 0 again, which is this moment. Not told to a tap that comes
    // later; Programme::begun() tells it.
    virtual void begun(Ticks::time_point /*at*/) noexcept {}
    // A picture as it goes to the encoders, in WARDCAST_PROGRAMME_PICTURE_CAPS, and a block of sound in
    // WARDCAST_SOUND_CAPS. To be kept by reference, never written to.
    virtual void picture(GstBuffer* /*picture*/) noexcept {}
    virtual void sound(GstBuffer* /*block*/) noexcept {}
    // What an encoder gave: an access unit of H.264 (stream-format avc, no B-frames, a keyframe every two seconds, each
    // without GST_BUFFER_FLAG_DELTA_UNIT) or a frame of AAC, with its caps. A rendition that restarts begins with a
    // keyframe and may have gaps before it.
    virtual void encoded(const RenditionInfo& /*rendition*/, GstBuffer* /*unit*/, GstCaps* /*caps*/) noexcept {}
};

// The taps of a programme. Threads: any. A tap that was removed may still be called by a call under way; it is kept
// alive as long.
class Taps {
  public:
    void add(std::shared_ptr<ProgrammeTap> tap) {
        const std::lock_guard lock(mutex_);
        auto taps = *taps_;
        taps.push_back(std::move(tap));
        taps_ = std::make_shared<const List>(std::move(taps));
    }
    void remove(const ProgrammeTap* tap) {
        const std::lock_guard lock(mutex_);
        auto taps = *taps_;
        std::erase_if(taps, [&](const auto& each) { return each.get() == tap; });
        taps_ = std::make_shared<const List>(std::move(taps));
    }
    template <class Tell>
    void each(const Tell& tell) const {
        std::shared_ptr<const List> now;
        {
            const std::lock_guard lock(mutex_);
            now = taps_;
        }
        for (const auto& tap : *now)
            tell(*tap);
    }

  private:
    using List = std::vector<std::shared_ptr<ProgrammeTap>>;
    mutable std::mutex mutex_;
    std::shared_ptr<const List> taps_ = std::make_shared<const List>();
};

}  // namespace wardcast::media
