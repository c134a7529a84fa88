#pragma once

#include <memory>

#include "media/channel_strip.h"
#include "media/gst_ptr.h"
#include "media/limiter.h"

namespace wardcast::media {

// The programme's sound: one camera's at a time. A change of cameras, and the way from and to silence, is a fade of
// 20 ms at equal power, so that nothing clicks.
//
// Threads: the pacer's.
class SoundMix {
  public:
    static constexpr std::size_t kFade = kSampleRate * 20 / 1000;  // Per channel.

    // The next block, of this channel; null: silence. Blocks of the channel before are still asked of it while it is
    // faded out.
    [[nodiscard]] BufferPtr next(const std::shared_ptr<const ChannelStrip>& heard);
    // Silence at once, also of what is under way.
    void cut();
    // Of what was given, since the last time.
    [[nodiscard]] double take_level() { return meter_.take(); }

  private:
    std::shared_ptr<const ChannelStrip> heard_;
    Limiter limiter_;
    LevelMeter meter_;
};

}  // namespace wardcast::media
