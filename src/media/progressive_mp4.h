#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/byte_source.h"
#include "base/result.h"
#include "media/playback.h"
#include "media/recording_index.h"

namespace wardcast::media {

// A recording as one seekable MP4 with picture and sound, tables first (ISO/IEC 14496-12), without encoding or copying
// anything: its media data are the recorded segments as they lie on disk, moof boxes and all, which the tables step
// over. What was not recorded is cut out, as in the recording's playlists.
//
// Of the picture it has the best that there is of each moment: where the machine could not carry the largest size, the
// next one, with a sample description of its own (section 8.5.2). Reads the head of each fragment, so it takes a few
// seconds for a long meeting on a slow disk. NotFound: nothing is recorded.
[[nodiscard]] Result<std::shared_ptr<const ByteSource>> make_progressive_mp4(const std::filesystem::path& folder,
                                                                             const RecordingIndex& index,
                                                                             const std::vector<Chapter>& chapters);

}  // namespace wardcast::media
