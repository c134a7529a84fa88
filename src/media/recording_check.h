#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace wardcast::media {

// What a recording's chain of hashes and signatures proves.
struct RecordingCheck {
    struct Fault {
        std::string what;             // A sentence for a person, with rendition, segment and time.
        std::optional<Timestamp> at;  // When what is wrong was recorded, as far as that is known.
    };

    std::size_t segments = 0;               // Of all renditions, that are listed.
    std::size_t unproven = 0;               // Of them: recorded before there were hashes; nothing can be said of these.
    std::vector<Fault> faults;              // The first kMaxFaults, in the order in which they were recorded.
    std::optional<Timestamp> signed_until;  // Time of the last good signature.
    bool closed = false;                    // The last line is a signature that says that nothing follows.
    std::string head;                       // The hash of the last line; empty when none has one.

    static constexpr std::size_t kMaxFaults = 20;
};

// Reads a meeting's recording from the first line of the index to the last, and all media that it lists.
//
// public_key: 32 bytes, of the server that recorded. NotFound: there is no recording. Reads the disk for as long as it
// takes (a GB in some seconds). Threads: any; also while the recording runs.
[[nodiscard]] Result<RecordingCheck> check_recording(const std::string& meeting, const std::filesystem::path& folder,
                                                     std::string_view public_key);

}  // namespace wardcast::media
