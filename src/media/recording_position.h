#pragma once

#include "media/playback.h"

// Defined here and not in the media library, which the HTTP side knows by its interfaces alone.
namespace wardcast::media {

inline std::chrono::milliseconds RecordingFacts::position_of(Timestamp time) const {
    for (const auto& span : spans) {
        if (time < span.from) return span.at;
        if (time < span.to) return span.at + (time - span.from);
    }
    return duration;
}

}  // namespace wardcast::media
