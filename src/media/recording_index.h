#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
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

// Staff took the meeting off the air, or put it back on.
struct RecordedAir {
    bool on = false;
    Timestamp at;
};

// Nothing could be written for a while.
struct RecordedTrouble {
    std::string why;
    Timestamp from;
    Timestamp to;
};

// One rendition over all runs.
struct RecordedRendition {
    RecordedInit latest;
    std::map<std::uint32_t, std::uint32_t> inits;  // Size by run.
    std::deque<RecordedSegment> segments;          // By rising msn; grows for hours without being moved.
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

    // Takes what a line of the index says (index_line.h); false when that is nothing known.
    bool add(const Json& entry);

    [[nodiscard]] const std::vector<RecordedRendition>& renditions() const { return renditions_; }
    [[nodiscard]] const RecordedRendition* find(std::string_view rendition) const;
    [[nodiscard]] const RecordedSegment* find(std::string_view rendition, std::uint64_t msn) const;
    // Where the initialisation segment of a run lies; nothing when there is none.
    [[nodiscard]] std::optional<FileSlice> init_slice(const std::filesystem::path& folder, std::string_view rendition,
                                                      std::uint64_t run) const;
    [[nodiscard]] std::optional<FileSlice> segment_slice(const std::filesystem::path& folder,
                                                         std::string_view rendition, std::uint64_t msn) const;
    [[nodiscard]] const std::map<std::uint32_t, Timestamp>& runs() const { return runs_; }
    [[nodiscard]] const std::vector<RecordedAir>& air() const { return air_; }
    [[nodiscard]] const std::vector<RecordedTrouble>& troubles() const { return troubles_; }
    // The hash of the last line that has one.
    [[nodiscard]] const std::string& chain() const { return chain_; }
    [[nodiscard]] bool empty() const;

    // Wall time of a place on a run's timeline.
    [[nodiscard]] Timestamp wall_time(std::uint32_t run, Micros place) const;
    // Drops the segments of one rendition and run that end beyond this many bytes of its file.
    void forget_beyond(std::string_view rendition, std::uint32_t run, std::uint64_t bytes);

  private:
    RecordedRendition* find_mutable(std::string_view rendition);

    std::vector<RecordedRendition> renditions_;
    std::map<std::uint32_t, Timestamp> runs_;
    std::vector<RecordedAir> air_;
    std::vector<RecordedTrouble> troubles_;
    std::string chain_;
};

// What each thing's line says, without checksum and hash. sha256: of the bytes that it tells of, hexadecimal.
[[nodiscard]] Json index_entry(const RecordedRun& run);
[[nodiscard]] Json index_entry(const RecordedInit& init, const std::string& sha256);
[[nodiscard]] Json index_entry(const RecordedSegment& segment, const std::string& sha256);
[[nodiscard]] Json index_entry(const RecordedAir& air);
[[nodiscard]] Json index_entry(const RecordedTrouble& trouble);
// The way back; nothing when it is not that.
[[nodiscard]] std::optional<RecordedRun> read_run(const Json& entry);
[[nodiscard]] std::optional<RecordedInit> read_init(const Json& entry);
[[nodiscard]] std::optional<RecordedSegment> read_segment(const Json& entry);

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

// Where the chain of a folder's index has come to; kChainStart where there is none yet. Reads the disk.
[[nodiscard]] std::string last_chain_hash(const std::filesystem::path& folder);

}  // namespace wardcast::media
