#include "media/progressive_mp4.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "media/fullest_picture.h"
#include "media/mp4_box.h"
#include "media/recording_playlist.h"
#include "media/segment.h"
#include "media/spliced_file.h"
#include "media/track_table.h"

namespace wardcast::media {
namespace {

constexpr std::uint32_t kMovieTimescale = 90'000;
constexpr std::uint32_t kUsualMoof = 2'048;  // Bytes; a part has a few hundred.
constexpr std::size_t kMaxChapters = 255;    // Their count has one byte.
constexpr std::size_t kMaxTitle = 255;       // And so has a title's length.

// A segment in its place: what is played together has the same `stretch`.
struct Placed {
    const SegmentOf* segment = nullptr;
    std::size_t stretch = 0;
    FileSlice slice;
};

// One track of the file. Its picture may be of several sizes: a sample description each.
struct Source {
    std::vector<SegmentOf> segments;
    TrackTable table;
    std::optional<TrackInit> init;  // The one that was read last, and whose it is.
    std::string rendition;
    std::uint32_t run = 0;
    std::vector<Placed> placed;
};

// From where to where any of the tracks has a stretch, and where that lies in the file.
struct Stretch {
    Micros from = Micros::max();
    Micros to{};
    Micros at{};
};

std::string head_of(const FileSlice& slice, std::uint64_t offset, std::uint64_t wanted) {
    const auto size = static_cast<std::uint32_t>(std::min<std::uint64_t>(wanted, slice.size - offset));
    const auto bytes = read_slice({slice.path, slice.offset + offset, size});
    return bytes ? *bytes : std::string();
}

tl::unexpected<Error> unreadable(const FileSlice& slice) {
    return failure(ErrorKind::Internal, slice.path.string() + " has a place that cannot be read");
}

// Adds all fragments of a segment whose bytes lie at `place` of the media data.
Result<void> add_fragments(Source& source, const FileSlice& slice, Micros shift, std::uint64_t place) {
    const auto scale = static_cast<std::int64_t>(source.init->timescale);
    const auto ticks = shift.count() / 1'000'000 * scale + shift.count() % 1'000'000 * scale / 1'000'000;
    for (std::uint64_t offset = 0; offset < slice.size;) {
        auto head = head_of(slice, offset, kUsualMoof);
        const auto moof = read_box_header(head);
        if (!moof.complete || !moof.valid || moof.header.type != box_type("moof")) return unreadable(slice);
        const auto needed = moof.header.size + 16;  // And the header of the mdat behind it.
        if (needed > head.size()) head = head_of(slice, offset, needed);
        const auto all = std::string_view(head);
        if (all.size() < moof.header.size + 8) return unreadable(slice);
        const auto mdat = read_box_header(all.substr(static_cast<std::size_t>(moof.header.size)));
        if (!mdat.complete || !mdat.valid || mdat.header.type != box_type("mdat")) return unreadable(slice);
        const auto fragment =
            read_moof(*source.init, all.substr(moof.header.header_length,
                                               static_cast<std::size_t>(moof.header.size) - moof.header.header_length));
        if (!fragment) return tl::unexpected(fragment.error());
        const auto payload = offset + moof.header.size + mdat.header.header_length;
        if (fragment->payload + mdat.header.header_length != mdat.header.size ||
            payload + fragment->payload > slice.size) {
            return unreadable(slice);
        }
        source.table.add(*fragment, static_cast<std::int64_t>(fragment->start) + ticks, place + payload);
        offset += moof.header.size + mdat.header.size;
    }
    return {};
}

// Reads the initialisation segment to which what comes next belongs, if that is another one.
Result<void> enter(Source& source, const std::filesystem::path& folder, const RecordingIndex& index,
                   const std::string& rendition, std::uint32_t run) {
    if (source.init && source.rendition == rendition && source.run == run) return {};
    const auto slice = index.init_slice(folder, rendition, run);
    const auto bytes = slice ? read_slice(*slice) : nullptr;
    if (!bytes) return failure(ErrorKind::Internal, "an initialisation segment of the recording cannot be read");
    auto init = read_track_init(*bytes);
    if (!init) return tl::unexpected(std::move(init.error()));
    source.init = std::move(*init);
    source.rendition = rendition;
    source.run = run;
    return source.table.begin(*source.init);
}

std::vector<Stretch> lay_out(std::vector<Source>& sources, const std::filesystem::path& folder,
                             const RecordingIndex& index) {
    std::vector<Stretch> stretches;
    for (auto& source : sources) {
        std::size_t stretch = 0;
        for (const auto& each : source.segments) {
            const auto& segment = each.segment;
            if (segment.discontinuity) ++stretch;
            if (segment.gap) continue;
            const auto slice = index.segment_slice(folder, each.rendition, segment.msn);
            if (!slice) continue;
            stretches.resize(std::max(stretches.size(), stretch + 1));
            stretches[stretch].from = std::min(stretches[stretch].from, segment.start);
            stretches[stretch].to = std::max(stretches[stretch].to, segment.end());
            source.placed.push_back({&each, stretch, *slice});
        }
    }
    for (std::size_t i = 1; i < stretches.size(); ++i)
        stretches[i].at = stretches[i - 1].at + (stretches[i - 1].to - stretches[i - 1].from);
    return stretches;
}

// Chapters as most players know them (Nero's chpl, in units of 100 ns).
void write_chapters(BoxWriter& out, const std::vector<Chapter>& chapters) {
    if (chapters.empty()) return;
    const auto udta = out.open(box_type("udta"));
    const auto chpl = out.open(box_type("chpl"));
    out.u32(0x01000000);  // Version 1.
    out.u32(0);
    const auto count = std::min(chapters.size(), kMaxChapters);
    out.bytes(std::string(1, static_cast<char>(count)));
    for (std::size_t i = 0; i < count; ++i) {
        std::string_view title = chapters[i].title;
        if (title.size() > kMaxTitle) {
            title = title.substr(0, kMaxTitle);
            while (!title.empty() && (static_cast<unsigned char>(chapters[i].title[title.size()]) & 0xC0U) == 0x80U)
                title.remove_suffix(1);  // Not within a character.
        }
        out.u64(static_cast<std::uint64_t>(chapters[i].at.count()) * 10'000);
        out.bytes(std::string(1, static_cast<char>(title.size())));
        out.bytes(title);
    }
    out.close(chpl);
    out.close(udta);
}

// Everything before the media data, which begin `media` bytes into the file.
std::string write_head(const std::vector<Source>& sources, const std::vector<Chapter>& chapters, std::uint64_t media,
                       std::uint64_t media_size) {
    BoxWriter out;
    const auto ftyp = out.open(box_type("ftyp"));
    out.bytes("isom");
    out.u32(512);
    out.bytes("isomiso2avc1mp41");
    out.close(ftyp);
    const auto moov = out.open(box_type("moov"));
    std::uint64_t longest = 0;
    for (const auto& source : sources) {
        const auto scale = source.table.timescale();
        longest = std::max(longest, source.table.end() / scale * kMovieTimescale +
                                        source.table.end() % scale * kMovieTimescale / scale);
    }
    const auto mvhd = out.open(box_type("mvhd"));
    out.u32(0x01000000);  // Version 1.
    out.u64(0);
    out.u64(0);
    out.u32(kMovieTimescale);
    out.u64(longest);
    out.u32(0x10000);     // Rate 1.
    out.u32(0x01000000);  // Full volume, and 16 bits of nothing.
    out.u64(0);
    for (const std::uint32_t cell : {0x10000U, 0U, 0U, 0U, 0x10000U, 0U, 0U, 0U, 0x40000000U})
        out.u32(cell);  // No turning.
    for (int i = 0; i < 6; ++i)
        out.u32(0);
    out.u32(static_cast<std::uint32_t>(sources.size()) + 1);  // The next track's number.
    out.close(mvhd);
    for (const auto& source : sources)
        source.table.write(out, media, kMovieTimescale);
    write_chapters(out, chapters);
    out.close(moov);
    out.u32(1);  // A 64-bit size follows the type.
    out.u32(box_type("mdat"));
    out.u64(media_size + 16);
    return out.take();
}

// Picture first.
std::vector<Source> choose(const RecordingIndex& index) {
    const auto playlists = recorded_segments(index);
    std::vector<Source> sources;
    const auto add = [&](std::vector<SegmentOf> segments) {
        const auto number = static_cast<std::uint32_t>(sources.size()) + 1;
        if (!segments.empty()) sources.push_back({std::move(segments), TrackTable(number), {}, {}, 0, {}});
    };
    add(fullest_picture(pictures_by_size(index), playlists));
    for (const auto& each : index.renditions()) {
        const auto found = playlists.find(each.latest.info.name);
        if (each.latest.info.video || found == playlists.end()) continue;
        add(fullest_picture({found->first}, playlists));
        break;
    }
    return sources;
}

// Players that know one sample description take the first, and show a track in the size of what it began with: that is
// to be the best picture, also where the file begins with another.
Result<void> begin_with_the_best(Source& source, const std::filesystem::path& folder, const RecordingIndex& index) {
    const SegmentOf* best = nullptr;
    for (const auto& rendition : pictures_by_size(index)) {
        const auto found = std::find_if(source.placed.begin(), source.placed.end(),
                                        [&](const Placed& placed) { return placed.segment->rendition == rendition; });
        if (found == source.placed.end()) continue;
        best = found->segment;
        break;
    }
    return best == nullptr ? Result<void>() : enter(source, folder, index, best->rendition, best->segment.run);
}

}  // namespace

Result<std::shared_ptr<const ByteSource>> make_progressive_mp4(const std::filesystem::path& folder,
                                                               const RecordingIndex& index,
                                                               const std::vector<Chapter>& chapters) {
    auto sources = choose(index);
    const auto stretches = lay_out(sources, folder, index);

    // Picture and sound side by side, so that a player that reads on has both.
    std::vector<std::pair<Source*, const Placed*>> order;
    for (auto& source : sources) {
        for (const auto& placed : source.placed)
            order.emplace_back(&source, &placed);
    }
    const auto time_of = [&](const Placed& placed) {
        return stretches[placed.stretch].at + (placed.segment->segment.start - stretches[placed.stretch].from);
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](const auto& one, const auto& other) { return time_of(*one.second) < time_of(*other.second); });

    for (auto& source : sources) {
        if (auto begun = begin_with_the_best(source, folder, index); !begun) {
            return tl::unexpected(std::move(begun.error()));
        }
    }
    std::uint64_t size = 0;
    std::vector<FileSlice> slices;
    slices.reserve(order.size());
    for (const auto& [source, placed] : order) {
        const auto& stretch = stretches[placed->stretch];
        const auto& [rendition, segment] = *placed->segment;
        if (auto entered = enter(*source, folder, index, rendition, segment.run); !entered) {
            return tl::unexpected(std::move(entered.error()));
        }
        if (auto added = add_fragments(*source, placed->slice, stretch.at - stretch.from, size); !added) {
            return tl::unexpected(std::move(added.error()));
        }
        size += placed->slice.size;
        slices.push_back(placed->slice);
    }
    std::erase_if(sources, [](const Source& source) { return source.table.empty(); });
    if (sources.empty()) return failure(ErrorKind::NotFound, "there is nothing recorded of this meeting");

    // Its length does not depend on where the media data begin, so that the first one tells.
    const auto head_size = write_head(sources, chapters, 0, size).size();
    return std::make_shared<const SplicedFile>(write_head(sources, chapters, head_size, size), std::move(slices));
}

}  // namespace wardcast::media
