#include "media/recorder.h"

#include <system_error>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "base/sha256.h"

namespace wardcast::media {
namespace {

using namespace std::chrono_literals;

// A power cut costs at most this much of the index; the media before it is synced segment by segment.
constexpr auto kIndexSyncEvery = 10s;
// After the disk was full, recording resumes once this much is free: with less it would stop again within seconds.
constexpr std::uintmax_t kResumeSpace = 64U << 20U;

}  // namespace

Recorder::Recorder(RecorderSettings settings, RecordingIndex known, PosixFile index, const Clock& clock)
    : settings_(std::move(settings)),
      clock_(clock),
      known_(std::move(known)),
      index_(settings_.meeting, settings_.folder, std::move(index), settings_.key, clock),
      thread_([this] { work(); }) {}

Recorder::~Recorder() {
    {
        const std::lock_guard lock(queueing_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

std::uint32_t Recorder::start_run(const RecordedRun& run, std::uint32_t otherwise) {
    run_ = run;
    if (auto begun = begin_run(); !begun) {
        run_.run = otherwise;
        pause(begun.error().message, begun.error().kind == ErrorKind::Unavailable);
    }
    return run_.run;
}

void Recorder::initialised(const RenditionInfo& rendition, const TrackInit& init) {
    RecordedInit recorded{rendition, init.codec, run_.run, static_cast<std::uint32_t>(init.bytes->size())};
    const std::lock_guard lock(queueing_);
    inits_[rendition.name] = {std::move(recorded), init.bytes};
}

void Recorder::submit(const std::string& rendition, const SegmentPtr& segment) {
    {
        const std::lock_guard lock(queueing_);
        if (queue_.size() >= kMaxQueued) {
            dropped_ = true;
            return;
        }
        queue_.push_back({rendition, segment, std::exchange(dropped_, false)});
    }
    wake_.notify_one();
}

void Recorder::declare(const RecordedAir& air) {
    {
        const std::lock_guard lock(queueing_);
        if (declared_.size() >= kMaxQueued) return;
        declared_.push_back(air);
    }
    wake_.notify_one();
}

void Recorder::close() {
    {
        const std::lock_guard lock(queueing_);
        closing_ = true;
    }
    wake_.notify_one();
}

std::optional<FileSlice> Recorder::find_segment(std::string_view rendition, std::uint64_t msn) const {
    const std::lock_guard lock(indexing_);
    return known_.segment_slice(settings_.folder, rendition, msn);
}

std::optional<FileSlice> Recorder::find_init(std::string_view rendition, std::uint64_t run) const {
    const std::lock_guard lock(indexing_);
    return known_.init_slice(settings_.folder, rendition, run);
}

void Recorder::work() {
    std::unique_lock lock(queueing_);
    for (;;) {
        wake_.wait(lock, [this] { return !queue_.empty() || !declared_.empty() || closing_ || stopping_; });
        if (!declared_.empty()) {
            const auto declared = std::exchange(declared_, {});
            lock.unlock();
            write_declared(declared);
            lock.lock();
            continue;
        }
        if (!queue_.empty()) {
            const auto job = std::move(queue_.front());
            queue_.pop_front();
            lock.unlock();
            write(job);
            lock.lock();
            continue;
        }
        const bool closes = std::exchange(closing_, false);
        const bool stops = stopping_;
        lock.unlock();
        sync_index(closes);
        if (closes) {
            if (!something_recorded())
                spdlog::info("meeting {}: nothing was recorded", settings_.meeting);
            else if (settings_.ready)
                settings_.ready();
        }
        if (stops) return;
        lock.lock();
    }
}

// Where this fails the pause is still there to see, only not why.
void Recorder::write_declared(const std::vector<RecordedAir>& declared) {
    for (const auto& air : declared) {
        if (auto appended = index_.append(index_entry(air)); !appended) {
            spdlog::warn("meeting {}: {}", settings_.meeting, appended.error().message);
        }
    }
}

bool Recorder::something_recorded() const {
    const std::lock_guard lock(indexing_);
    return !known_.empty();
}

void Recorder::write(const Job& job) {
    if (job.after_drop) pause(settings_.folder.string() + ": the disk is too slow to keep up", false);
    if (paused_ && !may_resume(job.rendition)) return;

    auto& output = outputs_[job.rendition];
    if (!output.init_bytes) {
        const std::lock_guard lock(queueing_);
        std::tie(output.init, output.init_bytes) = inits_[job.rendition];
    }
    if (auto written = try_write(job, output); !written) {
        pause(written.error().message, written.error().kind == ErrorKind::Unavailable);
        paused_by_ = job.rendition;
        return;
    }
    paused_by_.clear();
    if (std::exchange(paused_, false)) write_trouble();
    if (std::chrono::steady_clock::now() - index_synced_ > kIndexSyncEvery) sync_index(false);
}

void Recorder::write_trouble() {
    spdlog::info("meeting {}: recording goes on, with a gap", settings_.meeting);
    trouble_.to = clock_.now();
    (void)index_.append(index_entry(trouble_));  // Where this fails the pause is still there to see, only not why.
    if (settings_.resumed) settings_.resumed();
}

Result<void> Recorder::try_write(const Job& job, Output& output) {
    if (auto begun = begin_run(); !begun) return begun;
    if (auto opened = open_output(output); !opened) return opened;

    RecordedSegment recorded;
    recorded.rendition = job.rendition;
    recorded.msn = job.segment->msn;
    recorded.run = job.segment->run;
    recorded.stretch = job.segment->stretch.value_or(0) + pauses_;
    recorded.start = job.segment->start;
    recorded.duration = job.segment->duration;
    recorded.offset = output.size;
    auto end = output.size;
    Sha256 hash;
    Result<void> written;
    for (const auto& piece : job.segment->body->pieces()) {
        if (written) written = output.file.write_at(end, *piece);
        hash.add(*piece);
        end += piece->size();
    }
    recorded.size = static_cast<std::uint32_t>(end - output.size);
    if (written) written = output.file.sync();
    if (written) written = index_.append(index_entry(recorded, to_hex(as_bytes(hash.finish()))));
    if (!written) {
        // What is left of it would only take the space that is lacking. Should this fail too, the next one lies there.
        (void)output.file.truncate(output.size);
        return written;
    }
    output.size = end;
    const std::lock_guard lock(indexing_);
    known_.add(recorded);
    return {};
}

// Makes folder and index, and writes the line of this run, as far as that is not done.
Result<void> Recorder::begin_run() {
    if (run_written_) return {};
    if (auto appended = index_.append(index_entry(run_)); !appended) return appended;
    if (auto synced = index_.sync(); !synced) return synced;
    if (auto synced = PosixFile::sync_folder(settings_.folder); !synced) return synced;
    run_written_ = true;
    const std::lock_guard lock(indexing_);
    known_.add(run_);
    return {};
}

Result<void> Recorder::open_output(Output& output) {
    if (output.size > 0) return {};
    if (!output.file.is_open()) {
        auto opened = PosixFile::open(media_file(settings_.folder, output.init.info.name, run_.run));
        if (!opened) return tl::unexpected(std::move(opened.error()));
        output.file = std::move(*opened);
    }
    if (auto emptied = output.file.truncate(0); !emptied) return emptied;
    if (auto written = output.file.write_at(0, *output.init_bytes); !written) return written;
    if (auto synced = PosixFile::sync_folder(settings_.folder); !synced) return synced;
    const auto hash = to_hex(as_bytes(Sha256::of(*output.init_bytes)));
    if (auto appended = index_.append(index_entry(output.init, hash)); !appended) return appended;
    output.size = output.init.size;
    const std::lock_guard lock(indexing_);
    known_.add(output.init);
    return {};
}

void Recorder::sync_index(bool closes) {
    index_synced_ = std::chrono::steady_clock::now();
    if (!run_written_) return;
    auto done = index_.sign(closes);
    if (done) done = index_.sync();
    if (!done) pause(done.error().message, done.error().kind == ErrorKind::Unavailable);
}

void Recorder::pause(const std::string& why, bool out_of_space) {
    out_of_space_ = out_of_space;
    if (std::exchange(paused_, true)) return;
    ++pauses_;
    trouble_ = {why, clock_.now(), {}};
    const auto message = fmt::format(
        "recording has stopped ({}). The stream goes on. {}; recording resumes by itself.", why,
        out_of_space ? fmt::format("Free at least {} MB there", kResumeSpace >> 20U) : "Check the disk and the folder");
    spdlog::error("meeting {}: {}", settings_.meeting, message);
    if (settings_.trouble) settings_.trouble(message);
}

bool Recorder::may_resume(const std::string& rendition) const {
    // A small segment of sound may still fit where one of video did not: the one that failed has to succeed.
    if (!paused_by_.empty() && paused_by_ != rendition) return false;
    if (!out_of_space_) return true;
    std::error_code error;
    const auto space = std::filesystem::space(settings_.folder, error);
    return error || space.available >= kResumeSpace;
}

}  // namespace wardcast::media
