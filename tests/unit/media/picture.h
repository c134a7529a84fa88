#pragma once

#include <cstdint>

#include "media/gst_ptr.h"
#include "media/raw_format.h"

namespace wardcast::media {

// Average of a picture in the raw format, 0 to 255 each.
struct Colour {
    double y = 0, u = 0, v = 0;
};

inline Colour average(GstBuffer* picture) {
    const BufferMap map(picture, GST_MAP_READ);
    const auto bytes = map.bytes();
    const auto mean = [&](std::size_t begin, std::size_t count) {
        std::uint64_t sum = 0;
        for (std::size_t i = begin; i < begin + count; ++i)
            sum += bytes[i];
        return static_cast<double>(sum) / static_cast<double>(count);
    };
    constexpr std::size_t kLuma = std::size_t{kWidth} * kHeight;
    if (bytes.size() < kPictureBytes) return {};
    return {mean(0, kLuma), mean(kLuma, kLuma / 4), mean(kLuma * 5 / 4, kLuma / 4)};
}

// A picture of one colour.
inline BufferPtr plain_picture(std::uint8_t y, std::uint8_t u = 128, std::uint8_t v = 128) {
    constexpr std::size_t kLuma = std::size_t{kWidth} * kHeight;
    BufferPtr picture(gst_buffer_new_allocate(nullptr, kPictureBytes, nullptr));
    gst_buffer_memset(picture.get(), 0, y, kLuma);
    gst_buffer_memset(picture.get(), kLuma, u, kLuma / 4);
    gst_buffer_memset(picture.get(), kLuma * 5 / 4, v, kLuma / 4);
    return picture;
}

}  // namespace wardcast::media
