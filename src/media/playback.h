#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_source.h"
#include "base/clock.h"
#include "base/result.h"
#include "media/hls_reply.h"

namespace wardcast::media {

// A recording as a whole.
struct RecordingFacts {
    // Recorded without a break.
    struct Span {
        Timestamp from;
        Timestamp to;
        std::chrono::milliseconds at{};  // Where it begins when the recording is played.
    };
    struct Pause {
        Timestamp from;
        Timestamp to;
        std::string why;  // "off_air", "restart" of the server, "not_written": the disk.
    };
    std::vector<Span> spans;  // In order; empty: nothing is recorded.
    std::vector<Pause> pauses;
    std::chrono::milliseconds duration{};
    std::uint64_t bytes = 0;  // On disk, of all renditions.
    std::vector<std::string> renditions;
    std::string head;  // Where the chain of hashes has come to; empty: none.

    // Where a moment is found when the recording is played; what fell into a pause, where that is over.
    [[nodiscard]] std::chrono::milliseconds position_of(Timestamp time) const;
};

struct Chapter {
    std::chrono::milliseconds at{};  // From the recording's beginning.
    std::string title;
};

// A recording as one MP4.
struct RecordingFile {
    std::shared_ptr<const ByteSource> bytes;
    std::string etag;  // With its quotes.
};

// What players are given: the live programmes and the recordings of all meetings.
//
// Threads: any. hls() is quick (a lock held for a look-up).
class Playback {
  public:
    virtual ~Playback() = default;
    // path is what follows /hls/{slug}/; query what follows '?', undecoded.
    [[nodiscard]] virtual HlsReply hls(const std::string& meeting, std::string_view path, std::string_view query) = 0;
    // Called from a media thread when a rendition gained a part or ended; must not block. One for each http worker.
    using Advanced = std::function<void(const std::string& meeting, const std::string& rendition)>;
    virtual void on_advance(Advanced advanced) = 0;

    // The multivariant playlist of a recording, with captions in these languages (media/caption_tracks.h).
    [[nodiscard]] virtual HlsReply recording_index(const std::string& meeting,
                                                   const std::vector<std::string>& captions) = 0;
    // What is recorded of a meeting so far. NotFound where there is nothing. Reads the disk for some milliseconds.
    [[nodiscard]] virtual Result<RecordingFacts> recording(const std::string& meeting) = 0;
    // The recording of a meeting that is not live as one progressive MP4 (progressive_mp4.h); answered on a media
    // thread after some seconds at most. Conflict: it is live. NotFound: nothing is recorded.
    virtual void recording_file(const std::string& meeting, std::vector<Chapter> chapters,
                                std::function<void(Result<RecordingFile>)> answered) = 0;
};

}  // namespace wardcast::media
