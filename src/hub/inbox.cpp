#include "hub/inbox.h"

#include <utility>

namespace wardcast::hub {

Inbox::Taken Inbox::put(Errand& errand) {
    bool is_first = false;
    {
        const std::lock_guard lock(mutex_);
        if (closed_) return Taken::Closed;
        if (const Deed* deed = std::get_if<Deed>(&errand)) {
            if (waiting_deeds_ >= Hub::kMaxWaitingCommands && !is_servers_own(*deed)) return Taken::Full;
            ++waiting_deeds_;
        }
        is_first = waiting_.empty();
        waiting_.push_back(std::move(errand));
    }
    if (is_first) wake_();
    return Taken::Yes;
}

std::vector<Errand> Inbox::take_all() {
    const std::lock_guard lock(mutex_);
    waiting_deeds_ = 0;
    return std::exchange(waiting_, {});
}

bool Inbox::close_if_empty() {
    const std::lock_guard lock(mutex_);
    if (!waiting_.empty()) return false;
    closed_ = true;
    return true;
}

}  // namespace wardcast::hub
