#pragma once

#include <cstdint>
#include <vector>

namespace wardcast::http {

struct WebSocketSession;

// Numbers the sessions of one worker. A number is never given twice, so that what is under way to a session that has
// ended reaches nobody else.
// Threads: the worker's.
class SessionTable {
  public:
    [[nodiscard]] std::uint64_t add(WebSocketSession& session);
    void remove(std::uint64_t number);
    // Null when it has ended.
    [[nodiscard]] WebSocketSession* find(std::uint64_t number) const noexcept;
    [[nodiscard]] std::size_t size() const noexcept { return places_.size() - free_.size(); }

    // Calls f with each session. Sessions must not be added or removed meanwhile.
    template <class F>
    void for_each(F f) const {
        for (const Place& place : places_) {
            if (place.session != nullptr) f(*place.session);
        }
    }

  private:
    struct Place {
        WebSocketSession* session = nullptr;
        std::uint32_t generation = 0;
    };

    std::vector<Place> places_;
    std::vector<std::uint32_t> free_;
};

}  // namespace wardcast::http
