#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace wardcast::bench {

// How late things came, kept as they were, so that percentiles are exact.
class Delays {
  public:
    void add_ns(std::int64_t delay) { us_.push_back(static_cast<float>(delay) / 1000.0F); }
    [[nodiscard]] std::size_t count() const noexcept { return us_.size(); }
    // share: 0.99 for the 99th percentile. Milliseconds; 0 when there are none.
    [[nodiscard]] double percentile_ms(double share) {
        if (us_.empty()) return 0;
        const auto at = us_.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(us_.size() - 1));
        std::nth_element(us_.begin(), at, us_.end());
        return static_cast<double>(*at) / 1000.0;
    }

  private:
    std::vector<float> us_;
};

}  // namespace wardcast::bench
