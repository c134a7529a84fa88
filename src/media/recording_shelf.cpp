#include "media/recording_shelf.h"

#include <algorithm>
#include <fstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "media/recording_index.h"

namespace wardcast::media {
namespace {

// An empty file of this name marks a recording.
constexpr const char* kKeep = "keep";

std::filesystem::path mark_of(const std::filesystem::path& folder) {
    return folder / kKeep;
}

// Modification times are of the file clock, which C++20 ties to the system's, but GCC 12 only for now().
Timestamp to_timestamp(std::filesystem::file_time_type time) {
    const auto age = std::filesystem::file_time_type::clock::now() - time;
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now() - age);
}

ShelvedRecording look_at(const std::filesystem::path& folder) {
    std::error_code ignored;
    ShelvedRecording found;
    found.meeting = folder.filename().string();
    found.keep = std::filesystem::exists(mark_of(folder), ignored);
    const auto written = std::filesystem::last_write_time(index_file(folder), ignored);
    if (!ignored) found.last_written = to_timestamp(written);
    for (std::filesystem::directory_iterator file(folder, ignored), end; file != end; file.increment(ignored)) {
        const auto size = file->file_size(ignored);
        if (!ignored) found.bytes += size;
    }
    return found;
}

}  // namespace

std::vector<ShelvedRecording> list_recordings(const std::filesystem::path& recordings) {
    std::vector<ShelvedRecording> list;
    std::error_code ignored;
    for (std::filesystem::directory_iterator entry(recordings, ignored), end; entry != end; entry.increment(ignored)) {
        if (std::filesystem::exists(index_file(entry->path()), ignored)) list.push_back(look_at(entry->path()));
    }
    std::sort(list.begin(), list.end(), [](const auto& one, const auto& other) {
        return std::pair(one.last_written, one.meeting) < std::pair(other.last_written, other.meeting);
    });
    return list;
}

std::vector<Removal> plan_removals(const std::vector<ShelvedRecording>& recordings,
                                   const std::vector<std::string>& running, const RetentionRules& rules,
                                   Timestamp now) {
    std::uint64_t total = 0;
    for (const auto& recording : recordings)
        total += recording.bytes;
    std::vector<Removal> removals;
    for (const auto& recording : recordings) {
        const bool runs = std::find(running.begin(), running.end(), recording.meeting) != running.end();
        if (recording.keep || runs) continue;
        const bool too_old = rules.keep.count() > 0 && now - recording.last_written > rules.keep;
        const bool too_much = rules.quota > 0 && total > rules.quota;
        if (!too_old && !too_much) continue;
        total -= recording.bytes;
        removals.push_back({recording.meeting, recording.bytes,
                            too_old ? fmt::format("older than {} days (media.keep_days)", rules.keep.count())
                                    : fmt::format("all recordings together exceed {} GB (media.quota_gb)",
                                                  rules.quota / 1'000'000'000)});
    }
    return removals;
}

Result<void> remove_recording(const std::filesystem::path& recordings, const std::string& meeting) {
    const auto folder = recordings / meeting;
    std::error_code error;
    if (std::filesystem::exists(mark_of(folder), error)) {
        return failure(ErrorKind::Conflict, "the recording of " + meeting + " is marked to be kept");
    }
    // Whoever records holds the index; held here, nobody begins to while it goes.
    const auto held = open_index_file(folder, std::chrono::milliseconds(0));
    if (!held) return tl::unexpected(held.error());
    std::filesystem::remove_all(folder, error);
    if (error) return failure(ErrorKind::Internal, folder.string() + " cannot be removed: " + error.message());
    return {};
}

Result<void> mark_recording(const std::filesystem::path& recordings, const std::string& meeting, bool keep) {
    const auto folder = recordings / meeting;
    std::error_code error;
    if (!std::filesystem::exists(index_file(folder), error)) {
        return failure(ErrorKind::NotFound, "there is no recording of " + meeting);
    }
    if (keep) {
        std::ofstream mark(mark_of(folder));
        if (!mark) return failure(ErrorKind::Unavailable, mark_of(folder).string() + " cannot be written");
        return {};
    }
    std::filesystem::remove(mark_of(folder), error);
    if (error) return failure(ErrorKind::Unavailable, mark_of(folder).string() + " cannot be removed");
    return {};
}

}  // namespace wardcast::media
