#include "hub/retry_queue.h"

#include <iterator>
#include <utility>

namespace wardcast::hub {

RetryQueue::RetryQueue(const Strand& strand, std::chrono::milliseconds pause, std::function<void()> try_again)
    : pause_(pause), alarm_(strand, std::move(try_again)) {}

void RetryQueue::put_back(std::vector<Deed> deeds) {
    if (deeds.empty()) return;
    deeds.insert(deeds.end(), std::make_move_iterator(deeds_.begin()), std::make_move_iterator(deeds_.end()));
    deeds_ = std::move(deeds);
    pause();
}

void RetryQueue::pause() {
    if (!deeds_.empty()) alarm_.set(std::chrono::steady_clock::now() + pause_);
}

std::vector<Deed> RetryQueue::take_due() {
    if (alarm_.is_set()) return {};
    return std::exchange(deeds_, {});
}

}  // namespace wardcast::hub
