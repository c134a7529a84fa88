#pragma once

#include <chrono>

#include "social/trouble.h"

namespace wardcast::social {

// When to ask a service again that failed: after twice the time with each failure in a row, and never sooner than the
// service asks. After kOpensAfter failures, or one that needs a person, it is open: a single attempt now and then finds
// out whether the service is back.
// Threads: one.
class CircuitBreaker {
  public:
    static constexpr int kOpensAfter = 5;
    static constexpr std::chrono::milliseconds kLongestPause{5 * 60'000};

    explicit CircuitBreaker(std::chrono::milliseconds interval);

    void succeeded() {
        failures_ = 0;
        is_open_ = false;
    }
    // How long to leave it alone.
    [[nodiscard]] std::chrono::milliseconds failed(const Trouble& trouble);
    [[nodiscard]] bool is_open() const { return is_open_; }

  private:
    const std::chrono::milliseconds first_pause_;
    int failures_ = 0;
    bool is_open_ = false;
};

}  // namespace wardcast::social
