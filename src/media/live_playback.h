#pragma once

#include <filesystem>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "media/media_thread.h"
#include "media/playback.h"
#include "media/recording.h"
#include "media/shows.h"

namespace wardcast::media {

// Serves programmes from their shows, and recordings from the disk.
//
// Threads: any.
class LivePlayback final : public Playback {
  public:
    // recordings holds one folder for each meeting; slow: the thread for what takes seconds. Both outlive it.
    LivePlayback(const Shows& shows, std::filesystem::path recordings, MediaThread& slow)
        : shows_(shows), recordings_(std::move(recordings)), slow_(slow) {}

    [[nodiscard]] HlsReply hls(const std::string& meeting, std::string_view path, std::string_view query) override;
    void on_advance(Advanced advanced) override;
    [[nodiscard]] HlsReply recording_index(const std::string& meeting,
                                           const std::vector<std::string>& captions) override {
        return recordings_.index(meeting, captions);
    }
    [[nodiscard]] Result<RecordingFacts> recording(const std::string& meeting) override {
        return recordings_.facts(meeting);
    }
    void recording_file(const std::string& meeting, std::vector<Chapter> chapters,
                        std::function<void(Result<RecordingFile>)> answered) override;

    // Tells everybody who asked to be told.
    void advanced(const std::string& meeting, const std::string& rendition) const;

  private:
    const Shows& shows_;
    const RecordingOrigin recordings_;
    MediaThread& slow_;
    mutable std::shared_mutex mutex_;
    std::vector<std::shared_ptr<const Advanced>> advanced_;  // Guarded by mutex_.
};

}  // namespace wardcast::media
