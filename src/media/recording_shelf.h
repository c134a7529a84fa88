#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

// Which recordings there are on disk, and which of them have to go.
namespace wardcast::media {

struct ShelvedRecording {
    std::string meeting;
    std::uint64_t bytes = 0;
    Timestamp last_written;  // By the file system's clock.
    bool keep = false;       // Marked: never to be removed by itself.
};

// All of them, the oldest first. recordings holds one folder for each meeting. Reads the disk.
[[nodiscard]] std::vector<ShelvedRecording> list_recordings(const std::filesystem::path& recordings);

struct RetentionRules {
    std::chrono::days keep{0};  // After its last segment; 0: for ever.
    std::uint64_t quota = 0;    // Bytes of all recordings together; 0: without bound.
};

struct Removal {
    std::string meeting;
    std::uint64_t bytes = 0;
    std::string why;  // For the log.
};

// What the rules ask to remove, of recordings as list_recordings() gives them: those too old, then the oldest until the
// rest fits. Marked ones, and those of `running` meetings, stay and count towards the quota.
[[nodiscard]] std::vector<Removal> plan_removals(const std::vector<ShelvedRecording>& recordings,
                                                 const std::vector<std::string>& running, const RetentionRules& rules,
                                                 Timestamp now);

// Removes everything recorded of a meeting. Conflict: it is being written, or marked to be kept.
[[nodiscard]] Result<void> remove_recording(const std::filesystem::path& recordings, const std::string& meeting);

// Marks a recording to be kept for ever, or not any more. NotFound: there is none.
[[nodiscard]] Result<void> mark_recording(const std::filesystem::path& recordings, const std::string& meeting,
                                          bool keep);

}  // namespace wardcast::media
