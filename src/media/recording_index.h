#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "media/posix_file.h"
#include "media/rendition_sink.h"
#include "media/segment.h"

// What a recording's index file says (docs/decisions/0002-recording-on-disk.md): one line for each thing that happened,
// only ever appended, each with a checksum of its own, so that a torn or damaged line costs that line.
namespace wardcast::media {

// A run of the programme began: at the start of the meeting, and again after each restart of the server.
struct RecordedRun {
    std::uint32_t run = 0;
    Timestamp epoch;
};

// A rendition's file of one run begins with its initialisation segment.
struct RecordedInit {
    RenditionInfo info;
    std::string codec;
    std::uint32_t run = 0;
    std::uint32_t size = 0;
};

struct RecordedSegment {
    std::string rendition;
    std::uint64_t msn = 0;
    std::uint32_t run = 0;
    std::uint32_t stretch = 0;  // Rises within a run wherever the recording pauses, for all renditions alike.
    Micros start{};             // On the run's timeline.
    Micros duration{};
    std::uint64_t offset = 0;  // In the rendition's file of this run.
    std::uint32_t size = 0;

    [[nodiscard]] Micros end() const { return start + duration; }
};

// One rendition over all runs.
struct RecordedRendition {
    RecordedInit latest;
    std::map<std::uint32_t, std::uint32_t> inits;  // Size by run.
    std::vector<RecordedSegment> segments;         // By rising msn.
    std::uint64_t bytes = 0;                       // Of all segments.
    std::uint64_t peak = 0;                        // Bit/s of the fattest segment.
    Micros duration{};
};

class RecordingIndex {
  public:
    void add(const RecordedRun& run);
    void add(const RecordedInit& init);
    // Ignored when its rendition is unknown or its number does not rise.
    void add(const RecordedSegment& segment);

    // One line with its line feed, and the way back; false when the line is damaged or says nothing known.
    [[nodiscard]] static std::string line(const RecordedRun& run);
    [[nodiscard]] static std::string line(const RecordedInit& init);
    [[nodiscard]] static std::string line(const RecordedSegment& segment);
    bool add_line(std::string_view line);

    [[nodiscard]] const std::vector<RecordedRendition>& renditions() const { return renditions_; }
    [[nodiscard]] const RecordedRendition* find(std::string_view rendition) const;
    [[nodiscard]] const RecordedSegment* find(std::string_view rendition, std::uint64_t msn) const;
    // Where the initialisation segment of a run lies; nothing when there is none.
    [[nodiscard]] std::optional<FileSlice> init_slice(const std::filesystem::path& folder, std::string_view rendition,
                                                      std::uint64_t run) const;
    [[nodiscard]] std::optional<FileSlice> segment_slice(const std::filesystem::path& folder,
                                                         std::string_view rendition, std::uint64_t msn) const;
    [[nodiscard]] const std::map<std::uint32_t, Timestamp>& runs() const { return runs_; }
    [[nodiscard]] bool empty() const;

    // Wall time of a place on a run's timeline.
    [[nodiscard]] Timestamp wall_time(std::uint32_t run, Micros place) const;
    // Drops the segments of one rendition and run that end beyond this many bytes of its file.
    void forget_beyond(std::string_view rendition, std::uint32_t run, std::uint64_t bytes);

  private:
    RecordedRendition* find_mutable(std::string_view rendition);

    std::vector<RecordedRendition> renditions_;
    std::map<std::uint32_t, Timestamp> runs_;
};

// Files of a meeting's recording, all in one folder.
[[nodiscard]] std::filesystem::path index_file(const std::filesystem::path& folder);
[[nodiscard]] std::filesystem::path media_file(const std::filesystem::path& folder, std::string_view rendition,
                                               std::uint32_t run);

// Opens a folder's index for the one who writes it, and makes both where there are none. Conflict: someone else does.
[[nodiscard]] Result<PosixFile> open_index_file(const std::filesystem::path& folder,
                                                std::chrono::milliseconds patience);

// Reads a folder's index and holds it against the files: what the disk lost is not listed. An empty index where there
// is no recording. Reads the disk.
[[nodiscard]] Result<RecordingIndex> load_recording_index(const std::filesystem::path& folder);

}  // namespace wardcast::media
