#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

// Real fragmented MP4 for packaging tests, from the muxer and encoders that the programme uses.
namespace wardcast::media::test {

struct VideoOptions {
    int frames = 360;
    int keyframe_every = 60;  // Frames; the picture has 30 a second.
    int fragment_ms = 334;
    int width = 320;
    int height = 180;
};
// Made once a process for each set of options.
[[nodiscard]] const std::string& muxed_video(const VideoOptions& options = {});
// 1024 samples at 48 kHz each.
[[nodiscard]] const std::string& muxed_sound(int frames = 563);

// Hands bytes out in chunks of random size, from one byte to 20 kB.
void in_random_chunks(std::string_view bytes, unsigned seed, const std::function<void(std::string_view)>& take);

}  // namespace wardcast::media::test
