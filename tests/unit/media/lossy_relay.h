#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <thread>

namespace wardcast::media {

// A bad network between two WebRTC peers on loopback: passes UDP packets both ways, late by a random time and some not
// at all. The same seed loses the same packets of the same sequence.
class LossyRelay {
  public:
    struct Weather {
        double loss = 0;                      // Part of the packets that never arrive, 0 to 1.
        std::chrono::milliseconds jitter{0};  // The most that one is late; they may overtake each other.
        std::uint32_t seed = 1;
    };
    explicit LossyRelay(Weather weather);
    ~LossyRelay();
    LossyRelay(const LossyRelay&) = delete;
    LossyRelay& operator=(const LossyRelay&) = delete;

    // The offer without its candidates: the server must not find a way around.
    [[nodiscard]] static std::string hide_candidates(std::string offer);
    // The answer with this relay in place of the server's UDP candidate.
    [[nodiscard]] std::string stand_in(const std::string& answer);

    [[nodiscard]] std::uint64_t lost() const noexcept { return lost_; }
    [[nodiscard]] std::uint64_t passed() const noexcept { return passed_; }

  private:
    void run(const std::stop_token& stop);

    const Weather weather_;
    int client_side_ = -1, server_side_ = -1;  // Sockets.
    std::uint16_t port_ = 0;                   // Of the client's side.
    std::atomic<std::uint16_t> server_port_{0};
    std::atomic<std::uint64_t> lost_{0}, passed_{0};
    std::jthread thread_;
};

}  // namespace wardcast::media
