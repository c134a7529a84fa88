#include "media/live_playback.h"

#include <mutex>
#include <utility>

namespace wardcast::media {

HlsReply LivePlayback::hls(const std::string& meeting, std::string_view path, std::string_view query) {
    constexpr std::string_view kRecording = "recording/";
    if (path.starts_with(kRecording)) return recordings_.hls(meeting, path.substr(kRecording.size()));
    if (const auto show = shows_.find(meeting)) return show->hls(path, query);
    return HlsRefusal{404, "There is no programme of this meeting at the moment."};
}

void LivePlayback::on_advance(Advanced advanced) {
    const std::unique_lock lock(mutex_);
    advanced_.push_back(std::make_shared<const Advanced>(std::move(advanced)));
}

void LivePlayback::advanced(const std::string& meeting, const std::string& rendition) const {
    std::vector<std::shared_ptr<const Advanced>> told;
    {
        const std::shared_lock lock(mutex_);
        told = advanced_;
    }
    for (const auto& each : told)
        (*each)(meeting, rendition);
}

void LivePlayback::recording_file(const std::string& meeting, std::vector<Chapter> chapters,
                                  std::function<void(Result<RecordingFile>)> answered) {
    if (const auto show = shows_.find(meeting); show != nullptr && !show->finished()) {
        answered(failure(ErrorKind::Conflict, "the meeting is live: its recording is one file when it has ended"));
        return;
    }
    const bool taken = slow_.post(
        [this, meeting, chapters = std::move(chapters), answered] { answered(recordings_.file(meeting, chapters)); });
    if (!taken) answered(failure(ErrorKind::Unavailable, "the server is shutting down"));
}

}  // namespace wardcast::media
