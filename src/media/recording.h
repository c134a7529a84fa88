#pragma once

#include <cstdint>
#include <filesystem>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "media/playback.h"
#include "media/recording_index.h"

namespace wardcast::media {

// Serves recordings as ordinary VOD playlists (docs/protocol.md 4.2) while no programme of that meeting runs. It shows
// what is whole on disk at the moment, so a recording that a crash cut short plays up to there.
//
// Threads: any. Reads the disk on the calling thread: the index when it has changed, and one segment (at most a few
// hundred kilobytes) for a request; playlists are kept for the last kKept meetings.
class RecordingOrigin {
  public:
    static constexpr std::size_t kKept = 16;
    static constexpr std::size_t kKeptFiles = 4;  // Some megabytes of tables each.

    // recordings holds one folder for each meeting.
    explicit RecordingOrigin(std::filesystem::path recordings);

    // path is what follows /hls/{slug}/recording/. Never answers HlsWait.
    [[nodiscard]] HlsReply hls(const std::string& meeting, std::string_view path) const;
    // The multivariant playlist with captions in these languages.
    [[nodiscard]] HlsReply index(const std::string& meeting, const std::vector<std::string>& captions) const;
    // Whether there is something to watch again.
    [[nodiscard]] bool has(const std::string& meeting) const;
    // NotFound where there is nothing.
    [[nodiscard]] Result<RecordingFacts> facts(const std::string& meeting) const;
    // As one progressive MP4; the last few are kept. May take seconds: not for a thread that serves.
    [[nodiscard]] Result<RecordingFile> file(const std::string& meeting, const std::vector<Chapter>& chapters) const;

  private:
    struct Recording;

    [[nodiscard]] std::shared_ptr<const Recording> find(const std::string& meeting) const;

    const std::filesystem::path recordings_;
    mutable std::mutex mutex_;                                  // Guards kept_.
    mutable std::list<std::shared_ptr<const Recording>> kept_;  // The latest used first.
    mutable std::list<RecordingFile> files_;                    // The latest used first; guarded by mutex_.
};

}  // namespace wardcast::media
