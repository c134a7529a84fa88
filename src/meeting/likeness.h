#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace wardcast::meeting {

// What two texts have in common, to find questions that ask much the same: the set of their folded trigrams, each
// hashed to one of 2048 bits, so that comparing two takes tens of nanoseconds whatever their length.
class Likeness {
  public:
    Likeness() = default;
    explicit Likeness(std::string_view text);

    // Shared trigrams of all that either has (Jaccard index), 0 to 1; 0 where one has none.
    [[nodiscard]] double to(const Likeness& other) const noexcept;

    bool operator==(const Likeness&) const = default;

  private:
    std::array<std::uint64_t, 32> bits_{};
};

// From here on two questions are shown as likely duplicates. Measured on questions of real meetings put in other words:
// most pairs that mean the same lie above, questions on the same subject below.
inline constexpr double kAlike = 0.42;

}  // namespace wardcast::meeting
