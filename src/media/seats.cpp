#include "media/seats.h"

#include <utility>

namespace wardcast::media {

WhipResult<void> Seats::may_sit(const Seat& seat, const std::string& publisher, bool takeover) const {
    const auto held = holders_.find(seat);
    if (held == holders_.end() || held->second.publisher == publisher || takeover) return {};
    return tl::unexpected(WhipError{409, "camera_busy", "Another phone or computer is this camera already."});
}

void Seats::sit(const Seat& seat, Holder holder) {
    const auto held = holders_.find(seat);
    if (held == holders_.end()) {
        holders_.emplace(seat, std::move(holder));
        return;
    }
    // In this order, so that the one before, when it leaves, finds that the seat is not its own any more.
    const Holder before = std::exchange(held->second, std::move(holder));
    before.replaced();
}

void Seats::leave(const Seat& seat, const std::string& session) {
    const auto held = holders_.find(seat);
    if (held != holders_.end() && held->second.session == session) holders_.erase(held);
}

}  // namespace wardcast::media
