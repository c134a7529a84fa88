#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "hub/hub.h"

namespace wardcast::hub {

// An outlet whose sockets are lists: routes frames as a worker does, and lets a test wait for them.
class FakeOutlet final : public Outlet {
  public:
    void deliver(Delivery delivery) noexcept override;

    // Before the hub hears of it.
    void open(std::uint64_t number, const meeting::Actor& actor);

    // The first frame of a socket, from place `from` on, for which the predicate holds; fails the test and gives null
    // after ten seconds without one.
    Json wait_for(std::uint64_t number, const std::function<bool(const Json&)>& predicate, std::size_t from = 0);
    std::uint16_t wait_for_close(std::uint64_t number);

    [[nodiscard]] std::vector<Json> frames(std::uint64_t number) const;
    // The same without parsing: to see which frames are one and the same in memory.
    [[nodiscard]] std::vector<SharedBytes> bytes(std::uint64_t number) const;
    // How often a frame of this type went to this audience, whoever heard it.
    [[nodiscard]] std::size_t broadcasts(meeting::Audience audience, const std::string& type) const;

  private:
    struct Socket {
        meeting::Actor actor;
        bool joined = false;
        std::vector<SharedBytes> frames;
        std::optional<std::uint16_t> closed;
    };
    mutable std::mutex mutex_;
    std::condition_variable delivered_;
    std::map<std::uint64_t, Socket> sockets_;
    std::vector<Broadcast> broadcasts_;
};

}  // namespace wardcast::hub
