#include "media/relays.h"

#include <algorithm>
#include <utility>

namespace wardcast::media {

Relays::~Relays() {
    const std::lock_guard lock(mutex_);
    for (auto& relay : relays_)
        leave(std::move(relay));
    relays_.clear();
}

void Relays::set(const std::vector<RelayTarget>& targets, Ticks::time_point begun) {
    const std::lock_guard lock(mutex_);
    std::erase_if(relays_, [&](std::unique_ptr<Relay>& relay) {
        if (std::find(targets.begin(), targets.end(), relay->target()) != targets.end()) return false;
        leave(std::move(relay));
        return true;
    });
    for (const RelayTarget& target : targets) {
        const bool is_known =
            std::any_of(relays_.begin(), relays_.end(), [&](const auto& relay) { return relay->target() == target; });
        if (is_known) continue;
        auto& relay = relays_.emplace_back(std::make_unique<Relay>(target, around_));
        taps_.add(relay->feed());
        relay->feed()->begun(begun);
        relay->set_on_air(on_air_);
    }
}

void Relays::set_on_air(bool on_air) {
    const std::lock_guard lock(mutex_);
    on_air_ = on_air;
    for (const auto& relay : relays_)
        relay->set_on_air(on_air);
}

void Relays::look_after() {
    const std::lock_guard lock(mutex_);
    std::erase_if(leaving_, [](const auto& relay) { return relay->over(); });
}

void Relays::leave(std::unique_ptr<Relay> relay) {
    taps_.remove(relay->feed().get());
    relay->leave();
    leaving_.push_back(std::move(relay));
}

}  // namespace wardcast::media
