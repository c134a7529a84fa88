#include "media/recording_index.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <limits>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <zlib.h>

#include "base/json.h"

namespace wardcast::media {
namespace {

constexpr std::uintmax_t kMaxIndex = 256U << 20U;  // A day of three renditions has 15 MB.

std::uint32_t checksum(std::string_view text) {
    return static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())));
}

std::string checked_line(const Json& entry) {
    const auto text = entry.dump();
    return fmt::format("{:08x} {}\n", checksum(text), text);
}

// The JSON of a line whose checksum is right.
std::optional<Json> read_checked_line(std::string_view line) {
    if (line.size() < 10 || line[8] != ' ') return std::nullopt;
    std::uint32_t said = 0;
    const auto read = std::from_chars(line.data(), line.data() + 8, said, 16);
    if (read.ec != std::errc() || read.ptr != line.data() + 8) return std::nullopt;
    const auto text = line.substr(9);
    if (checksum(text) != said) return std::nullopt;
    auto json = parse_json(text);
    if (!json || !json->is_object()) return std::nullopt;
    return std::move(*json);
}

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

}  // namespace

std::string RecordingIndex::line(const RecordedRun& run) {
    return checked_line({{"run", run.run}, {"epoch", to_rfc3339(run.epoch)}});
}

std::string RecordingIndex::line(const RecordedInit& init) {
    return checked_line({{"init", init.run},
                         {"rendition", init.info.name},
                         {"size", init.size},
                         {"codec", init.codec},
                         {"video", init.info.video ? 1 : 0},
                         {"width", init.info.width},
                         {"height", init.info.height},
                         {"fps", init.info.fps},
                         {"bandwidth", init.info.bandwidth}});
}

std::string RecordingIndex::line(const RecordedSegment& segment) {
    return checked_line({{"segment", segment.msn},
                         {"rendition", segment.rendition},
                         {"in", segment.run},
                         {"stretch", segment.stretch},
                         {"start", segment.start.count()},
                         {"duration", segment.duration.count()},
                         {"offset", segment.offset},
                         {"size", segment.size}});
}

bool RecordingIndex::add_line(std::string_view line) {
    const auto entry = read_checked_line(line);
    if (!entry) return false;
    if (entry->contains("run")) {
        RecordedRun run;
        std::string epoch;
        if (!read(*entry, "run", run.run) || !read(*entry, "epoch", epoch)) return false;
        const auto time = from_rfc3339(epoch);
        if (!time) return false;
        run.epoch = *time;
        add(run);
        return true;
    }
    if (entry->contains("init")) {
        RecordedInit init;
        int video = 0;
        if (!read(*entry, "init", init.run) || !read(*entry, "rendition", init.info.name) ||
            !read(*entry, "size", init.size) || !read(*entry, "codec", init.codec) || !read(*entry, "video", video) ||
            !read(*entry, "width", init.info.width) || !read(*entry, "height", init.info.height) ||
            !read(*entry, "fps", init.info.fps) || !read(*entry, "bandwidth", init.info.bandwidth)) {
            return false;
        }
        init.info.video = video != 0;
        add(init);
        return true;
    }
    RecordedSegment segment;
    if (!read(*entry, "segment", segment.msn) || !read(*entry, "rendition", segment.rendition) ||
        !read(*entry, "in", segment.run) || !read(*entry, "stretch", segment.stretch) ||
        !read(*entry, "start", segment.start) || !read(*entry, "duration", segment.duration) ||
        !read(*entry, "offset", segment.offset) || !read(*entry, "size", segment.size)) {
        return false;
    }
    add(segment);
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
    for (std::string line; std::getline(stream, line);)
        index.add_line(line);

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

}  // namespace wardcast::media
