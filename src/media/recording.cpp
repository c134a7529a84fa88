#include "media/recording.h"

#include <map>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "base/sha256.h"
#include "media/gzip.h"
#include "media/hls_query.h"
#include "media/hls_types.h"
#include "media/media_playlist.h"
#include "media/multivariant_playlist.h"
#include "media/progressive_mp4.h"
#include "media/recording_facts.h"
#include "media/recording_playlist.h"

namespace wardcast::media {
namespace {

HlsBody playlist_body(std::string text) {
    HlsBody body;
    body.gzip = gzip(text);
    body.bytes = share_bytes(std::move(text));
    body.content_type = kPlaylistType;
    body.cache_control = kIndexCaching;
    return body;
}

HlsReply slice_body(const std::optional<FileSlice>& slice) {
    auto bytes = slice ? read_slice(*slice) : nullptr;
    if (!bytes) return HlsRefusal{404, "the recording has no such segment"};
    return media_body(std::move(bytes));
}

}  // namespace

// What is known of one meeting's recording, as of the index file's size and time.
struct RecordingOrigin::Recording {
    std::string meeting;
    std::filesystem::path folder;
    std::uintmax_t index_size = 0;
    std::filesystem::file_time_type index_time;
    RecordingIndex index;
    RecordingFacts facts;
    HlsBody captions;  // The playlist of captions in any language.
    std::map<std::string, HlsBody, std::less<>> playlists;
};

RecordingOrigin::RecordingOrigin(std::filesystem::path recordings) : recordings_(std::move(recordings)) {}

bool RecordingOrigin::has(const std::string& meeting) const {
    return find(meeting) != nullptr;
}

std::shared_ptr<const RecordingOrigin::Recording> RecordingOrigin::find(const std::string& meeting) const {
    const auto folder = recordings_ / meeting;
    std::error_code error;
    const auto size = std::filesystem::file_size(index_file(folder), error);
    if (error) return nullptr;
    const auto time = std::filesystem::last_write_time(index_file(folder), error);
    if (error) return nullptr;
    {
        const std::lock_guard lock(mutex_);
        for (auto it = kept_.begin(); it != kept_.end(); ++it) {
            if ((*it)->meeting != meeting || (*it)->index_size != size || (*it)->index_time != time) continue;
            kept_.splice(kept_.begin(), kept_, it);
            return kept_.front();
        }
    }
    auto index = load_recording_index(folder);
    if (!index || index->empty()) return nullptr;
    auto recording = std::make_shared<Recording>();
    recording->meeting = meeting;
    recording->folder = folder;
    recording->index_size = size;
    recording->index_time = time;
    recording->index = std::move(*index);
    recording->facts = recording_facts(recording->index);
    const auto playlists = recorded_segments(recording->index);
    for (const auto& [rendition, segments] : playlists) {
        recording->playlists.emplace(rendition, playlist_body(render_vod_playlist(rendition, segments)));
    }
    if (const auto guide = playlists.find(captions_guide(recording->index)); guide != playlists.end()) {
        recording->captions = playlist_body(render_vod_playlist(guide->first, guide->second, Lists::Captions));
    }
    const std::lock_guard lock(mutex_);
    std::erase_if(kept_, [&](const auto& each) { return each->meeting == meeting; });
    kept_.push_front(recording);
    if (kept_.size() > kKept) kept_.pop_back();
    return recording;
}

Result<RecordingFacts> RecordingOrigin::facts(const std::string& meeting) const {
    const auto recording = find(meeting);
    if (!recording) return failure(ErrorKind::NotFound, "there is no recording of this meeting");
    return recording->facts;
}

Result<RecordingFile> RecordingOrigin::file(const std::string& meeting, const std::vector<Chapter>& chapters) const {
    const auto recording = find(meeting);
    if (!recording) return failure(ErrorKind::NotFound, "there is no recording of this meeting");
    Sha256 identity;
    identity.add(
        fmt::format("{}\n{}\n{}\n", meeting, recording->index_size, recording->index_time.time_since_epoch().count()));
    for (const auto& chapter : chapters)
        identity.add(fmt::format("{} {}\n", chapter.at.count(), chapter.title));
    const auto etag = '"' + to_hex(as_bytes(identity.finish())).substr(0, 32) + '"';
    {
        const std::lock_guard lock(mutex_);
        for (auto it = files_.begin(); it != files_.end(); ++it) {
            if (it->etag != etag) continue;
            files_.splice(files_.begin(), files_, it);
            return files_.front();
        }
    }
    auto made = make_progressive_mp4(recording->folder, recording->index, chapters);
    if (!made) return tl::unexpected(std::move(made.error()));
    const std::lock_guard lock(mutex_);
    files_.push_front({std::move(*made), etag});
    if (files_.size() > kKeptFiles) files_.pop_back();
    return files_.front();
}

HlsReply RecordingOrigin::index(const std::string& meeting, const std::vector<std::string>& captions) const {
    const auto recording = find(meeting);
    if (!recording) return HlsRefusal{404, "there is no recording of this meeting"};
    return playlist_body(render_multivariant_playlist(recorded_variants(recording->index), "", captions));
}

HlsReply RecordingOrigin::hls(const std::string& meeting, std::string_view path) const {
    const auto asked = parse_hls_path(path);
    if (!asked) return HlsRefusal{404, asked.error().message};
    const auto recording = find(meeting);
    if (!recording) return HlsRefusal{404, "there is no recording of this meeting"};
    if (std::holds_alternative<MultivariantPath>(*asked)) return index(meeting, {});
    if (std::holds_alternative<CaptionsPath>(*asked)) {
        if (recording->captions.bytes == nullptr) return HlsRefusal{404, "the recording has nothing to caption"};
        return recording->captions;
    }
    if (const auto* playlist = std::get_if<MediaPlaylistPath>(&*asked)) {
        const auto found = recording->playlists.find(playlist->rendition);
        if (found == recording->playlists.end()) return HlsRefusal{404, "the recording has no such rendition"};
        return found->second;
    }
    if (const auto* init = std::get_if<InitPath>(&*asked)) {
        return slice_body(recording->index.init_slice(recording->folder, init->rendition, init->run));
    }
    if (const auto* segment = std::get_if<SegmentPath>(&*asked)) {
        return slice_body(recording->index.segment_slice(recording->folder, segment->rendition, segment->msn));
    }
    return HlsRefusal{404, "a recording has no parts"};
}

}  // namespace wardcast::media
