#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <vector>

#include "hub/errand.h"

namespace wardcast::hub {

// The errands that wait for one meeting, until its strand takes all of them at once.
// Threads: any; a mutex, not held while it calls.
// Bound: Hub::kMaxWaitingCommands deeds; beyond, only the server's own are taken, which are few and which nobody would
// send again. Joins and reads are as many as the edge lets in sockets and requests.
class Inbox {
  public:
    enum class Taken {
        Yes,
        Full,    // Too many deeds wait already.
        Closed,  // Its meeting has left memory: ask for the meeting anew.
    };

    // wake: called by put(), on its thread, for the first errand after take_all().
    explicit Inbox(std::function<void()> wake) : wake_(std::move(wake)) {}

    // Moves from the errand only with Taken::Yes.
    [[nodiscard]] Taken put(Errand& errand);
    [[nodiscard]] std::vector<Errand> take_all();
    // From then on put() refuses. Does nothing and says false where something waits.
    [[nodiscard]] bool close_if_empty();

  private:
    const std::function<void()> wake_;
    std::mutex mutex_;  // Guards the members below.
    std::vector<Errand> waiting_;
    std::size_t waiting_deeds_ = 0;
    bool closed_ = false;
};

}  // namespace wardcast::hub
