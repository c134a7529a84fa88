#pragma once

#include <cstdint>

#include "media/gst_ptr.h"

namespace wardcast::media {

// What a coarse look at a picture's brightness tells: every 16th point of every 16th line.
struct PictureSample {
    double mean = 0;  // 0 to 255
    double variance = 0;
    std::uint64_t fingerprint = 0;  // The same for pictures that are the same at those points.
};

// A picture in WARDCAST_PICTURE_CAPS.
[[nodiscard]] PictureSample sample_picture(GstBuffer* picture);

}  // namespace wardcast::media
