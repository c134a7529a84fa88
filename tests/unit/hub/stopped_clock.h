#pragma once

#include <atomic>
#include <chrono>

#include "base/clock.h"

namespace wardcast::hub {

// Moves only when it is told to.
class StoppedClock final : public Clock {
  public:
    [[nodiscard]] Timestamp now() const override {
        return Timestamp(std::chrono::milliseconds(1'795'374'245'123) + forwarded_.load());
    }
    void forward(std::chrono::milliseconds by) { forwarded_ = forwarded_.load() + by; }

  private:
    std::atomic<std::chrono::milliseconds> forwarded_{};
};

}  // namespace wardcast::hub
