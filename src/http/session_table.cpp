#include "http/session_table.h"

namespace wardcast::http {

// A number is the place in its lower half and how often that place was used in its upper half.

std::uint64_t SessionTable::add(WebSocketSession& session) {
    if (free_.empty()) {
        free_.push_back(static_cast<std::uint32_t>(places_.size()));
        places_.emplace_back();
    }
    const std::uint32_t index = free_.back();
    free_.pop_back();
    Place& place = places_[index];
    place.session = &session;
    ++place.generation;
    return (std::uint64_t{place.generation} << 32U) | index;
}

void SessionTable::remove(std::uint64_t number) {
    if (find(number) == nullptr) return;
    const auto index = static_cast<std::uint32_t>(number);
    places_[index].session = nullptr;
    free_.push_back(index);
}

WebSocketSession* SessionTable::find(std::uint64_t number) const noexcept {
    const auto index = static_cast<std::uint32_t>(number);
    if (index >= places_.size() || places_[index].generation != number >> 32U) return nullptr;
    return places_[index].session;
}

}  // namespace wardcast::http
