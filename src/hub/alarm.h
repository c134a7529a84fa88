#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "hub/strand.h"

namespace wardcast::hub {

// Calls back on a strand when its time has come, once for each set().
//
// Threads: the strand. Once it is cancelled or set anew, the earlier call does not come any more. It may be destroyed
// anywhere, but only while it is not set.
class Alarm {
  public:
    using Time = std::chrono::steady_clock::time_point;

    Alarm(const Strand& strand, std::function<void()> ring);

    void set(Time at);  // In place of an earlier time.
    void cancel();
    [[nodiscard]] bool is_set() const noexcept;

  private:
    struct Bell;
    std::shared_ptr<Bell> bell_;
};

}  // namespace wardcast::hub
