#include "bench/clock_picture.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <random>

namespace wardcast::bench {
namespace {

constexpr std::size_t kBits = 24;
constexpr std::size_t kBlock = 40;
constexpr std::size_t kPanned = 320;  // Pixels that the landscape is wider than the picture.
constexpr std::uint8_t kBlack = 16, kWhite = 235, kGrey = 128;

std::uint32_t clock_ms() {
    using namespace std::chrono;
    return static_cast<std::uint32_t>(duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count() &
                                      ((1U << kBits) - 1));
}

}  // namespace

ClockPicture::ClockPicture(unsigned noise)
    : landscape_((kWidth + kPanned) * kHeight), noise_(kWidth * kHeight + 65'536) {
    for (std::size_t y = 0; y < kHeight; ++y) {
        for (std::size_t x = 0; x < kWidth + kPanned; ++x) {
            const double wave = std::sin(static_cast<double>(x) / 23) * std::cos(static_cast<double>(y) / 17) +
                                std::sin(static_cast<double>(x * y) / 9000);
            landscape_[y * (kWidth + kPanned) + x] = static_cast<std::uint8_t>(120 + 25 * wave);
        }
    }
    std::minstd_rand random(1);
    std::uniform_int_distribution<int> stray(-static_cast<int>(noise), static_cast<int>(noise));
    for (auto& each : noise_)
        each = static_cast<std::int8_t>(stray(random));
}

void ClockPicture::draw(std::uint8_t* picture) {
    // Half a pixel a picture to the right and back again, under fresh noise.
    const std::size_t there_and_back = number_ / 2 % (2 * kPanned);
    const std::size_t pan = std::min(there_and_back, 2 * kPanned - there_and_back);
    const std::int8_t* noise = noise_.data() + number_ * 7919 % 65'536;
    for (std::size_t y = 0; y < kHeight; ++y) {
        const std::uint8_t* from = landscape_.data() + y * (kWidth + kPanned) + pan;
        std::uint8_t* to = picture + y * kWidth;
        for (std::size_t x = 0; x < kWidth; ++x)
            to[x] = static_cast<std::uint8_t>(from[x] + noise[y * kWidth + x]);
    }
    std::memset(picture + kWidth * kHeight, kGrey, kBytes - kWidth * kHeight);
    draw_clock(picture);
    ++number_;
}

void ClockPicture::draw_clock(std::uint8_t* luma) const {
    const std::uint32_t now = clock_ms();
    for (std::size_t bit = 0; bit < kBits; ++bit) {
        const bool is_set = (now >> (kBits - 1 - bit) & 1U) != 0;
        for (std::size_t y = 0; y < 2 * kBlock; ++y) {
            const bool is_white = is_set == (y < kBlock);
            std::memset(luma + y * kWidth + bit * kBlock, is_white ? kWhite : kBlack, kBlock);
        }
    }
}

}  // namespace wardcast::bench
