#include "media/picture_sample.h"

#include <functional>
#include <string>
#include <string_view>

#include "media/raw_format.h"

namespace wardcast::media {

PictureSample sample_picture(GstBuffer* picture) {
    constexpr std::size_t kStep = 16;
    constexpr std::size_t kPoints = (kWidth / kStep) * (kHeight / kStep);
    const BufferMap map(picture, GST_MAP_READ);
    const auto bytes = map.bytes();
    if (bytes.size() < kPictureBytes) return {};
    std::string points;
    points.reserve(kPoints);
    double sum = 0, squares = 0;
    for (std::size_t y = kStep / 2; y < kHeight; y += kStep) {
        for (std::size_t x = kStep / 2; x < kWidth; x += kStep) {
            const std::uint8_t luma = bytes[y * kWidth + x];
            points.push_back(static_cast<char>(luma));
            sum += luma;
            squares += static_cast<double>(luma) * luma;
        }
    }
    const auto count = static_cast<double>(points.size());
    const double mean = sum / count;
    return {mean, squares / count - mean * mean, std::hash<std::string_view>()(points)};
}

}  // namespace wardcast::media
