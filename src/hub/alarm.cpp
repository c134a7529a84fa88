#include "hub/alarm.h"

#include <cstdint>
#include <utility>

#include <boost/asio/steady_timer.hpp>

namespace wardcast::hub {

struct Alarm::Bell {
    Bell(const Strand& strand, std::function<void()> on_time) : timer(strand), ring(std::move(on_time)) {}

    boost::asio::steady_timer timer;
    std::function<void()> ring;
    // Cancelling a timer does not take back a call that is queued already: that one finds another number.
    std::uint64_t setting = 0;
    bool is_set = false;
};

Alarm::Alarm(const Strand& strand, std::function<void()> ring)
    : bell_(std::make_shared<Bell>(strand, std::move(ring))) {}

void Alarm::set(Time at) {
    bell_->is_set = true;
    bell_->timer.expires_at(at);
    const std::uint64_t setting = ++bell_->setting;
    bell_->timer.async_wait([known = std::weak_ptr(bell_), setting](const boost::system::error_code& cancelled) {
        const auto bell = known.lock();
        if (cancelled || !bell || setting != bell->setting) return;
        bell->is_set = false;
        bell->ring();
    });
}

void Alarm::cancel() {
    ++bell_->setting;
    bell_->is_set = false;
    bell_->timer.cancel();
}

bool Alarm::is_set() const noexcept {
    return bell_->is_set;
}

}  // namespace wardcast::hub
