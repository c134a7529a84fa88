#include "media/recording_index.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "media/index_line.h"

namespace wardcast::media {
namespace {

constexpr std::uintmax_t kMaxIndex = 256U << 20U;  // A day of three renditions has 15 MB.

// A member that must be a whole number; the checksum says that it is ours, this that it is of this version.
template <class Number>
bool read(const Json& entry, const char* name, Number& into) {
    const auto found = entry.find(name);
    if (found == entry.end() || !found->is_number_integer()) return false;
    into = found->get<Number>();
    return true;
}

bool read(const Json& entry, const char* name, std::string& into) {
    const auto found = entry.find(name);
    if (found == entry.end() || !found->is_string()) return false;
    into = found->get_ref<const std::string&>();
    return true;
}

bool read(const Json& entry, const char* name, Micros& into) {
    std::int64_t count = 0;
    if (!read(entry, name, count)) return false;
    into = Micros(count);
    return true;
}

bool read(const Json& entry, const char* name, Timestamp& into) {
    std::string text;
    if (!read(entry, name, text)) return false;
    const auto time = from_rfc3339(text);
    if (time) into = *time;
    return time.has_value();
}

}  // namespace

Json index_entry(const RecordedRun& run) {
    return {{"run", run.run}, {"epoch", to_rfc3339(run.epoch)}};
}

Json index_entry(const RecordedInit& init, const std::string& sha256) {
    return {{"init", init.run},
            {"rendition", init.info.name},
            {"size", init.size},
            {"codec", init.codec},
            {"video", init.info.video ? 1 : 0},
            {"width", init.info.width},
            {"height", init.info.height},
            {"fps", init.info.fps},
            {"bandwidth", init.info.bandwidth},
            {"sha256", sha256}};
}

Json index_entry(const RecordedSegment& segment, const std::string& sha256) {
    return {{"segment", segment.msn},     {"rendition", segment.rendition}, {"in", segment.run},
            {"stretch", segment.stretch}, {"start", segment.start.count()}, {"duration", segment.duration.count()},
            {"offset", segment.offset},   {"size", segment.size},           {"sha256", sha256}};
}

Json index_entry(const RecordedAir& air) {
    return {{"air", air.on ? 1 : 0}, {"at", to_rfc3339(air.at)}};
}

Json index_entry(const RecordedTrouble& trouble) {
    return {{"trouble", trouble.why}, {"from", to_rfc3339(trouble.from)}, {"to", to_rfc3339(trouble.to)}};
}

std::optional<RecordedRun> read_run(const Json& entry) {
    RecordedRun run;
    if (!read(entry, "run", run.run) || !read(entry, "epoch", run.epoch)) return std::nullopt;
    return run;
}

std::optional<RecordedInit> read_init(const Json& entry) {
    RecordedInit init;
    int video = 0;
    if (!read(entry, "init", init.run) || !read(entry, "rendition", init.info.name) ||
        !read(entry, "size", init.size) || !read(entry, "codec", init.codec) || !read(entry, "video", video) ||
        !read(entry, "width", init.info.width) || !read(entry, "height", init.info.height) ||
        !read(entry, "fps", init.info.fps) || !read(entry, "bandwidth", init.info.bandwidth)) {
        return std::nullopt;
    }
    init.info.video = video != 0;
    return init;
}

std::optional<RecordedSegment> read_segment(const Json& entry) {
    RecordedSegment segment;
    if (!read(entry, "segment", segment.msn) || !read(entry, "rendition", segment.rendition) ||
        !read(entry, "in", segment.run) || !read(entry, "stretch", segment.stretch) ||
        !read(entry, "start", segment.start) || !read(entry, "duration", segment.duration) ||
        !read(entry, "offset", segment.offset) || !read(entry, "size", segment.size)) {
        return std::nullopt;
    }
    return segment;
}

bool RecordingIndex::add(const Json& entry) {
    read(entry, "hash", chain_);
    if (const auto segment = read_segment(entry)) {
        add(*segment);
    } else if (const auto init = read_init(entry)) {
        add(*init);
    } else if (const auto run = read_run(entry)) {
        add(*run);
    } else if (RecordedTrouble trouble; read(entry, "trouble", trouble.why) && read(entry, "from", trouble.from) &&
                                        read(entry, "to", trouble.to)) {
        troubles_.push_back(std::move(trouble));
    } else {
        int on = 0;
        RecordedAir air;
        if (!read(entry, "air", on) || !read(entry, "at", air.at)) return false;
        air.on = on != 0;
        air_.push_back(air);
    }
    return true;
}

void RecordingIndex::add(const RecordedRun& run) {
    runs_[run.run] = run.epoch;
}

void RecordingIndex::add(const RecordedInit& init) {
    auto* rendition = find_mutable(init.info.name);
    if (rendition == nullptr) rendition = &renditions_.emplace_back();
    rendition->latest = init;
    rendition->inits[init.run] = init.size;
}

void RecordingIndex::add(const RecordedSegment& segment) {
    auto* rendition = find_mutable(segment.rendition);
    if (rendition == nullptr || segment.duration.count() <= 0) return;
    if (!rendition->segments.empty() && rendition->segments.back().msn >= segment.msn) return;
    rendition->segments.push_back(segment);
    rendition->bytes += segment.size;
    rendition->duration += segment.duration;
    const auto rate =
        std::uint64_t{segment.size} * 8 * 1'000'000 / static_cast<std::uint64_t>(segment.duration.count());
    if (segment.duration * 2 >= kTargetDuration) rendition->peak = std::max(rendition->peak, rate);
}

RecordedRendition* RecordingIndex::find_mutable(std::string_view rendition) {
    for (auto& each : renditions_) {
        if (each.latest.info.name == rendition) return &each;
    }
    return nullptr;
}

const RecordedRendition* RecordingIndex::find(std::string_view rendition) const {
    for (const auto& each : renditions_) {
        if (each.latest.info.name == rendition) return &each;
    }
    return nullptr;
}

const RecordedSegment* RecordingIndex::find(std::string_view rendition, std::uint64_t msn) const {
    const auto* found = find(rendition);
    if (found == nullptr) return nullptr;
    const auto by_msn = [](const RecordedSegment& segment, std::uint64_t number) { return segment.msn < number; };
    const auto place = std::lower_bound(found->segments.begin(), found->segments.end(), msn, by_msn);
    return place != found->segments.end() && place->msn == msn ? &*place : nullptr;
}

bool RecordingIndex::empty() const {
    return std::all_of(renditions_.begin(), renditions_.end(), [](const auto& each) { return each.segments.empty(); });
}

Timestamp RecordingIndex::wall_time(std::uint32_t run, Micros place) const {
    const auto found = runs_.find(run);
    const auto epoch = found == runs_.end() ? Timestamp{} : found->second;
    return epoch + std::chrono::floor<std::chrono::milliseconds>(place);
}

std::optional<FileSlice> RecordingIndex::init_slice(const std::filesystem::path& folder, std::string_view rendition,
                                                    std::uint64_t run) const {
    const auto* found = find(rendition);
    if (found == nullptr || run > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
    const auto init = found->inits.find(static_cast<std::uint32_t>(run));
    if (init == found->inits.end()) return std::nullopt;
    return FileSlice{media_file(folder, rendition, init->first), 0, init->second};
}

std::optional<FileSlice> RecordingIndex::segment_slice(const std::filesystem::path& folder, std::string_view rendition,
                                                       std::uint64_t msn) const {
    const auto* found = find(rendition, msn);
    if (found == nullptr) return std::nullopt;
    return FileSlice{media_file(folder, rendition, found->run), found->offset, found->size};
}

void RecordingIndex::forget_beyond(std::string_view rendition, std::uint32_t run, std::uint64_t bytes) {
    auto* found = find_mutable(rendition);
    if (found == nullptr) return;
    std::erase_if(found->segments, [&](const RecordedSegment& segment) {
        return segment.run == run && segment.offset + segment.size > bytes;
    });
}

std::filesystem::path index_file(const std::filesystem::path& folder) {
    return folder / "index.txt";
}

std::filesystem::path media_file(const std::filesystem::path& folder, std::string_view rendition, std::uint32_t run) {
    return folder / fmt::format("{}-{}.mp4", rendition, run);
}

Result<PosixFile> open_index_file(const std::filesystem::path& folder, std::chrono::milliseconds patience) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        const bool full = error == std::errc::no_space_on_device;
        return failure(full ? ErrorKind::Unavailable : ErrorKind::Internal, folder.string() + ": " + error.message());
    }
    return PosixFile::open_locked(index_file(folder), patience);
}

Result<RecordingIndex> load_recording_index(const std::filesystem::path& folder) {
    RecordingIndex index;
    const auto file = index_file(folder);
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error == std::errc::no_such_file_or_directory) return index;
    if (error || size > kMaxIndex) {
        return failure(ErrorKind::Unavailable, fmt::format("{} cannot be read: {}", file.string(),
                                                           error ? error.message() : "it is larger than 256 MiB"));
    }
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return failure(ErrorKind::Unavailable, file.string() + " cannot be opened: check its permissions");
    for (std::string line; std::getline(stream, line);) {
        if (const auto entry = read_index_line(line)) index.add(*entry);
    }

    std::vector<std::pair<std::string, std::uint32_t>> files;
    for (const auto& rendition : index.renditions()) {
        for (const auto& [run, init] : rendition.inits)
            files.emplace_back(rendition.latest.info.name, run);
    }
    for (const auto& [rendition, run] : files) {
        const auto there = std::filesystem::file_size(media_file(folder, rendition, run), error);
        index.forget_beyond(rendition, run, error ? 0 : there);
    }
    return index;
}

std::string last_chain_hash(const std::filesystem::path& folder) {
    std::string last;
    std::ifstream stream(index_file(folder), std::ios::binary);
    for (std::string line; std::getline(stream, line);) {
        if (const auto entry = read_index_line(line)) read(*entry, "hash", last);
    }
    return last.empty() ? std::string(kChainStart) : last;
}

}  // namespace wardcast::media
