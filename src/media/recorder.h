#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <variant>
#include <vector>

#include "base/result.h"
#include "media/fmp4_track.h"
#include "media/index_writer.h"
#include "media/posix_file.h"
#include "media/recording_index.h"
#include "media/segment.h"

namespace wardcast::media {

struct RecorderSettings {
    std::string meeting;
    std::filesystem::path folder;              // Of this meeting.
    std::function<void()> ready;               // Closed, and there is something to watch.
    std::function<void(std::string)> trouble;  // Once for each time that recording stops; cause and cure.
    std::function<void()> resumed;             // It goes on.
    std::shared_ptr<const SigningKey> key;     // Signs the index's chain; null: not signed.
};

// Writes a meeting's recording, on a thread of its own.
//
// Threads: every method from any thread; none waits for the disk except start_run(). The callbacks come from the
// recorder's thread.
// Order: segments of a rendition are written in the order submitted. A segment is on disk before its line in the index.
// Trouble: at most kMaxQueued segments wait; when the disk is too slow or full, segments are dropped for all renditions
// until it works again, and the recording goes on as a new stretch.
class Recorder {
  public:
    static constexpr std::size_t kMaxQueued = 48;  // About half a minute of three renditions, mostly shared with live.

    // known is what index, open and locked, says. An index that is not open could not be opened; that is tried again
    // with each segment.
    Recorder(RecorderSettings settings, RecordingIndex known, PosixFile index, const Clock& clock);
    // Writes what is queued, then stops.
    ~Recorder();
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    // Once, before anything is submitted. Makes the run's number known on disk before viewers see it. Where that fails
    // the run gets the number otherwise, which is written with its first segment. Waits for the disk.
    // Returns the number that the run has.
    [[nodiscard]] std::uint32_t start_run(const RecordedRun& run, std::uint32_t otherwise);

    void initialised(const RenditionInfo& rendition, const TrackInit& init);
    // A complete segment that was on the air.
    void submit(const std::string& rendition, const SegmentPtr& segment);
    // Declares why what follows is missing, or that it no longer is. Beyond kMaxQueued of them none is taken.
    void declare(const RecordedAir& air);
    // Nothing more will come; ready() follows.
    void close();

    // Where a recorded segment or initialisation segment lies; nothing when it is not there (yet).
    [[nodiscard]] std::optional<FileSlice> find_segment(std::string_view rendition, std::uint64_t msn) const;
    [[nodiscard]] std::optional<FileSlice> find_init(std::string_view rendition, std::uint64_t run) const;

  private:
    struct Job {
        std::string rendition;
        SegmentPtr segment;
        bool after_drop = false;  // Others before it did not fit into the queue.
    };
    struct Output {
        RecordedInit init;
        SharedBytes init_bytes;
        PosixFile file;
        std::uint64_t size = 0;  // All up to here is whole and in the index.
    };

    void work();
    void write(const Job& job);
    [[nodiscard]] Result<void> try_write(const Job& job, Output& output);
    void write_declared(const std::vector<RecordedAir>& declared);
    void write_trouble();
    [[nodiscard]] Result<void> begin_run();
    [[nodiscard]] Result<void> open_output(Output& output);
    void sync_index(bool closes);
    void pause(const std::string& why, bool out_of_space);
    [[nodiscard]] bool something_recorded() const;
    [[nodiscard]] bool may_resume(const std::string& rendition) const;

    const RecorderSettings settings_;
    const Clock& clock_;

    mutable std::mutex queueing_;  // Guards the following; never held while writing.
    std::condition_variable wake_;
    std::deque<Job> queue_;
    std::vector<RecordedAir> declared_;
    std::map<std::string, std::pair<RecordedInit, SharedBytes>, std::less<>> inits_;
    bool dropped_ = false;
    bool closing_ = false;
    bool stopping_ = false;

    mutable std::mutex indexing_;  // Guards known_.
    RecordingIndex known_;

    // The recorder's thread only (start_run() before it begins).
    RecordedRun run_;
    bool run_written_ = false;
    IndexWriter index_;
    std::map<std::string, Output, std::less<>> outputs_;
    std::uint32_t pauses_ = 0;  // Added to the programme's stretch.
    bool paused_ = false;
    bool out_of_space_ = false;
    RecordedTrouble trouble_;
    std::string paused_by_;  // The rendition whose segment could not be written; empty: none in particular.
    std::chrono::steady_clock::time_point index_synced_;

    std::thread thread_;  // Last: it uses all of the above.
};

}  // namespace wardcast::media
