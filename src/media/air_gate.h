#pragma once

#include <atomic>
#include <memory>
#include <mutex>

#include "media/gst_ptr.h"

namespace wardcast::media {

// The last door before each encoder. Off air it turns every picture into the slate and every sound into silence, also
// those that were under way when the chair said so.
//
// Threads: any.
class AirGate {
  public:
    // slate is shown from now on, in WARDCAST_PROGRAMME_PICTURE_CAPS.
    void close(BufferPtr slate);
    void open();
    [[nodiscard]] bool is_open() const noexcept { return open_; }

    // What to encode in place of buffer, with its timestamps; null where it may pass as it is.
    [[nodiscard]] BufferPtr instead_of_picture(GstBuffer* buffer) const;
    [[nodiscard]] BufferPtr instead_of_sound(GstBuffer* buffer) const;

  private:
    std::atomic<bool> open_{true};
    mutable std::mutex mutex_;  // Guards slate_.
    BufferPtr slate_;
};

}  // namespace wardcast::media
