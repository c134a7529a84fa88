#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

#include "media/raw_format.h"

namespace wardcast::media {

// Decides how many rungs of a ladder the machine carries: one less, the top one, when encoding has been behind for a
// while; one more when all has gone well for long. A rung that had to go again soon after it came back stays away twice
// as long.
//
// Threads: one at a time. Time is handed in.
class RungLoad {
  public:
    static constexpr std::chrono::seconds kBehind{4};         // So long behind is no hiccup.
    static constexpr std::chrono::seconds kSettle{6};         // What a change needs to show.
    static constexpr std::chrono::seconds kFirstWait{60};     // Until a rung is tried again…
    static constexpr std::chrono::seconds kLongestWait{960};  // …at most.
    static constexpr std::chrono::seconds kProven{120};       // A rung that has stayed so long is carried.

    explicit RungLoad(std::size_t rungs) : rungs_(rungs), carried_(rungs) {}

    // behind: some rendition that is encoded cannot keep up. The new number of rungs where it changes.
    std::optional<std::size_t> judge(bool behind, Ticks::time_point now);
    [[nodiscard]] std::size_t carried() const noexcept { return carried_; }

  private:
    std::size_t rungs_;
    std::size_t carried_;
    std::optional<Ticks::time_point> behind_since_, well_since_;
    std::optional<Ticks::time_point> changed_, brought_back_;
    std::chrono::seconds wait_ = kFirstWait;
};

}  // namespace wardcast::media
