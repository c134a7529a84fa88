#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/json.h"
#include "media/playback.h"

namespace wardcast::http {

// A place of a recording that people look for: an agenda item that was opened, a question that was called.
struct RecordingChapter {
    std::chrono::milliseconds at{};  // From the recording's beginning.
    Timestamp time;
    std::string kind;  // "item", "question"
    std::string id;
    std::string title;  // As it was written, by whomever: text.
};

// The chapters of a meeting in its state (docs/protocol.md 2.2), by rising time; those of pauses begin where the
// recording goes on.
[[nodiscard]] std::vector<RecordingChapter> recording_chapters(const Json& state, const media::RecordingFacts& facts);

// As WebVTT of kind "chapters": a cue for each, until the next one.
[[nodiscard]] std::string chapters_vtt(const std::vector<RecordingChapter>& chapters,
                                       std::chrono::milliseconds duration);

}  // namespace wardcast::http
