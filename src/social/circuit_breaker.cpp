#include "social/circuit_breaker.h"

#include <algorithm>

namespace wardcast::social {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLeastPause{1'000};
constexpr milliseconds kOpenPause{60'000};

}  // namespace

CircuitBreaker::CircuitBreaker(milliseconds interval) : first_pause_(std::max(interval, kLeastPause)) {}

milliseconds CircuitBreaker::failed(const Trouble& trouble) {
    ++failures_;
    is_open_ = failures_ >= kOpensAfter || trouble.kind == Trouble::Kind::NeedsPerson;
    auto pause = first_pause_;
    for (int i = 1; i < failures_ && pause < kLongestPause; ++i)
        pause *= 2;
    pause = std::min(pause, kLongestPause);
    if (is_open_) pause = std::max(pause, kOpenPause);
    return std::max(pause, trouble.retry_after.value_or(milliseconds(0)));
}

}  // namespace wardcast::social
