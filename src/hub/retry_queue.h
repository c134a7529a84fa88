#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <vector>

#include "hub/alarm.h"
#include "hub/errand.h"

namespace wardcast::hub {

// The server's own deeds that could not be stored, in the order in which it did them.
// Threads: the meeting's strand. Bound: none; they are few, such as a camera that comes or goes.
class RetryQueue {
  public:
    // Calls back when it is time to try again, `pause` after the disk failed.
    RetryQueue(const Strand& strand, std::chrono::milliseconds pause, std::function<void()> try_again);

    // Behind those that wait.
    void add(Deed deed) { deeds_.push_back(std::move(deed)); }
    // Deeds that were tried in vain: ahead of those that wait, which came later.
    void put_back(std::vector<Deed> deeds);
    // Tries again after the pause, if there is anything to try.
    void pause();
    // All of them; none before the pause is over.
    [[nodiscard]] std::vector<Deed> take_due();

    [[nodiscard]] bool empty() const noexcept { return deeds_.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return deeds_.size(); }
    void silence() { alarm_.cancel(); }  // Before it is destroyed.

  private:
    const std::chrono::milliseconds pause_;
    std::vector<Deed> deeds_;
    Alarm alarm_;
};

}  // namespace wardcast::hub
