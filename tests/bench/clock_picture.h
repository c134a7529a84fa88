#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace wardcast::bench {

// Pictures (I420, 1280x720) that carry the time at which they were made, and as much movement and noise as a camera's.
//
// The time stands in the top left corner in 24 blocks of 40x40 pixels, white for 1, most significant bit first:
// milliseconds of the wall clock modulo 2^24. A second row below it holds the inverse, so that a reader knows a clock
// when it sees one. tests/e2e/bench/watch.ts reads it.
class ClockPicture {
  public:
    static constexpr std::size_t kWidth = 1280, kHeight = 720;
    static constexpr std::size_t kBytes = kWidth * kHeight * 3 / 2;

    // noise: how far the brightness of a pixel strays from one picture to the next, 0 to 60; it makes the bitrate.
    explicit ClockPicture(unsigned noise);

    // Draws the next picture into kBytes of memory.
    void draw(std::uint8_t* picture);

  private:
    void draw_clock(std::uint8_t* luma) const;

    std::vector<std::uint8_t> landscape_;  // Wider than the picture: it is panned over.
    std::vector<std::int8_t> noise_;
    std::size_t number_ = 0;
};

}  // namespace wardcast::bench
