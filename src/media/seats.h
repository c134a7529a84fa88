#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>

#include "media/whip.h"

namespace wardcast::media {

// One camera of one meeting.
struct Seat {
    std::string meeting, camera;
    auto operator<=>(const Seat&) const = default;
};

// Who sends as which camera, whatever the protocol, and how many send at all. A camera has one sender. The same
// publisher's next session takes its place without asking; another's only by takeover.
//
// Threads: the media thread.
class Seats {
  public:
    struct Holder {
        std::string session;             // Unique among all protocols.
        std::string publisher;           // Whose.
        std::function<void()> replaced;  // Another one has sat down: ends the session.
    };

    explicit Seats(std::size_t max_sessions) : most_(max_sessions) {}

    // 409 camera_busy where another publisher sits there.
    [[nodiscard]] WhipResult<void> may_sit(const Seat& seat, const std::string& publisher, bool takeover) const;
    // Whoever sat there is told.
    void sit(const Seat& seat, Holder holder);
    // Nothing where that session does not sit there any more.
    void leave(const Seat& seat, const std::string& session);

    [[nodiscard]] bool is_full() const noexcept { return sessions_ >= most_; }

    // Counts a session, under negotiation or seated, as long as it lives.
    class Ticket {
      public:
        Ticket() = default;
        explicit Ticket(Seats& seats) : seats_(&seats) { ++seats.sessions_; }
        Ticket(Ticket&& other) noexcept : seats_(std::exchange(other.seats_, nullptr)) {}
        Ticket& operator=(Ticket&& other) noexcept {
            std::swap(seats_, other.seats_);
            return *this;
        }
        ~Ticket() {
            if (seats_ != nullptr) --seats_->sessions_;
        }

      private:
        Seats* seats_ = nullptr;
    };

  private:
    const std::size_t most_;
    std::size_t sessions_ = 0;
    std::map<Seat, Holder> holders_;
};

}  // namespace wardcast::media
