#pragma once

#include <chrono>
#include <cstddef>

// The one raw form in which pictures and sound travel from every ingest to the encoders.
namespace wardcast::media {

inline constexpr int kWidth = 1280;
inline constexpr int kHeight = 720;
inline constexpr int kFps = 30;
inline constexpr std::size_t kPictureBytes = std::size_t{kWidth} * kHeight * 3 / 2;

inline constexpr int kSampleRate = 48'000;
inline constexpr int kChannels = 2;
inline constexpr std::size_t kSamplesPerBlock = 1024;  // One AAC frame; per channel.

// Colours as browsers' cameras send them: BT.601, unmarked. Frames are never converted, only marked for players.
#define WARDCAST_PICTURE_CAPS "video/x-raw,format=I420,width=1280,height=720,pixel-aspect-ratio=1/1"
#define WARDCAST_PROGRAMME_PICTURE_CAPS \
    WARDCAST_PICTURE_CAPS ",framerate=30/1,interlace-mode=progressive,colorimetry=bt601"
#define WARDCAST_SOUND_CAPS "audio/x-raw,format=S16LE,rate=48000,channels=2,layout=interleaved"

// Where ticks, arrivals and watchdogs take their time from.
using Ticks = std::chrono::steady_clock;

}  // namespace wardcast::media
