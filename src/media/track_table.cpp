#include "media/track_table.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace wardcast::media {
namespace {

void full_box(BoxWriter& out, std::uint32_t version, std::uint32_t flags) {
    out.u32(version << 24U | flags);
}

void copy_box(BoxWriter& out, std::uint32_t type, std::string_view body) {
    const auto box = out.open(type);
    out.bytes(body);
    out.close(box);
}

template <class List>
std::uint32_t count(const List& list) {
    return static_cast<std::uint32_t>(list.size());
}

std::uint64_t scaled(std::uint64_t ticks, std::uint32_t from, std::uint32_t to) {
    return ticks / from * to + ticks % from * to / from;
}

}  // namespace

Result<void> TrackTable::begin(const TrackInit& init) {
    const auto trak = find_box(*init.bytes, {box_type("moov"), box_type("trak")}).value_or("");
    const auto minf = find_box(trak, {box_type("mdia"), box_type("minf")}).value_or("");
    const auto stsd = find_box(minf, {box_type("stbl"), box_type("stsd")}).value_or("");
    const auto tkhd = find_box(trak, {box_type("tkhd")});
    const auto hdlr = find_box(trak, {box_type("mdia"), box_type("hdlr")});
    const auto dinf = find_box(minf, {box_type("dinf")});
    if (!tkhd || !hdlr || !dinf || stsd.size() < 16 || tkhd->size() < 84) {
        return failure(ErrorKind::Internal, "an initialisation segment of the recording is incomplete");
    }
    if (timescale_ == 0) {
        timescale_ = init.timescale;
        tkhd_ = *tkhd;
        hdlr_ = *hdlr;
        dinf_ = *dinf;
        for (const auto* type : {"vmhd", "smhd"}) {
            const std::uint32_t known = std::string_view(type) == "vmhd" ? box_type("vmhd") : box_type("smhd");
            if (const auto body = find_box(minf, {known})) {
                BoxWriter header;
                copy_box(header, known, *body);
                header_ = header.take();
            }
        }
    } else if (timescale_ != init.timescale) {
        return failure(ErrorKind::Internal, "the recording changed its timescale midway");
    }
    auto entry = std::string(stsd.substr(8));  // Behind version, flags and count: one sample entry.
    const auto known = std::find(descriptions_.begin(), descriptions_.end(), entry);
    description_ = static_cast<std::uint32_t>(known - descriptions_.begin()) + 1;
    if (known == descriptions_.end()) descriptions_.push_back(std::move(entry));
    return {};
}

void TrackTable::extend(std::vector<Run>& runs, std::uint32_t value) {
    if (runs.empty() || runs.back().value != value) runs.push_back({0, value});
    ++runs.back().count;
}

void TrackTable::add(const FragmentHead& fragment, std::int64_t start, std::uint64_t place) {
    auto time = static_cast<std::uint64_t>(std::max<std::int64_t>(start, 0));
    chunks_.push_back({place, static_cast<std::uint32_t>(fragment.samples.size()), description_});
    for (const auto& sample : fragment.samples) {
        if (sizes_.empty()) {
            first_ = placed_ = time;
        } else {
            // Rounding may let times touch: each sample lasts at least a tick.
            const auto at = std::max(time, placed_ + 1);
            const auto lasts = std::min<std::uint64_t>(at - placed_, std::numeric_limits<std::uint32_t>::max());
            extend(durations_, static_cast<std::uint32_t>(lasts));
            placed_ = at;
        }
        sizes_.push_back(sample.size);
        extend(compositions_, sample.composition);
        if (sample.is_sync()) syncs_.push_back(static_cast<std::uint32_t>(sizes_.size()));
        last_duration_ = sample.duration;
        time += sample.duration;
    }
}

void TrackTable::write(BoxWriter& out, std::uint64_t media, std::uint32_t movie_timescale) const {
    const auto trak = out.open(box_type("trak"));
    write_tkhd(out, movie_timescale);
    write_edts(out, movie_timescale);
    const auto mdia = out.open(box_type("mdia"));
    const auto mdhd = out.open(box_type("mdhd"));
    full_box(out, 1, 0);
    out.u64(0);  // Creation and modification: not known to the file.
    out.u64(0);
    out.u32(timescale_);
    out.u64(end() - first_);
    out.u32(0x55C40000);  // "und", and nothing.
    out.close(mdhd);
    copy_box(out, box_type("hdlr"), hdlr_);
    const auto minf = out.open(box_type("minf"));
    out.bytes(header_);
    copy_box(out, box_type("dinf"), dinf_);
    write_stbl(out, media);
    out.close(minf);
    out.close(mdia);
    out.close(trak);
}

// Section 8.3.2; matrix, size and volume as the muxer wrote them.
void TrackTable::write_tkhd(BoxWriter& out, std::uint32_t movie_timescale) const {
    const bool wide = tkhd_[0] == 1;
    const auto tkhd = out.open(box_type("tkhd"));
    full_box(out, 1, 7);  // Enabled, in the movie and in its preview.
    out.u64(0);
    out.u64(0);
    out.u32(number_);
    out.u32(0);
    out.u64(scaled(end(), timescale_, movie_timescale));
    out.bytes(std::string_view(tkhd_).substr(wide ? 36 : 24));
    out.close(tkhd);
}

// Section 8.6.6: a track that begins later than the file begins with an empty edit.
void TrackTable::write_edts(BoxWriter& out, std::uint32_t movie_timescale) const {
    if (first_ == 0) return;
    const auto edts = out.open(box_type("edts"));
    const auto elst = out.open(box_type("elst"));
    full_box(out, 1, 0);
    out.u32(2);
    out.u64(scaled(first_, timescale_, movie_timescale));
    out.u64(std::numeric_limits<std::uint64_t>::max());  // -1: empty.
    out.u32(0x10000);
    out.u64(scaled(end() - first_, timescale_, movie_timescale));
    out.u64(0);
    out.u32(0x10000);
    out.close(elst);
    out.close(edts);
}

void TrackTable::write_stbl(BoxWriter& out, std::uint64_t media) const {
    const auto stbl = out.open(box_type("stbl"));
    write_stsd(out);
    auto durations = durations_;
    extend(durations, last_duration_);
    write_runs(out, box_type("stts"), 0, durations);
    if (compositions_.size() > 1 || compositions_.front().value != 0) {
        write_runs(out, box_type("ctts"), 1, compositions_);
    }
    if (syncs_.size() < sizes_.size()) write_stss(out);
    write_stsc(out);
    write_stsz(out);
    write_co64(out, media);
    out.close(stbl);
}

void TrackTable::write_stsd(BoxWriter& out) const {
    const auto stsd = out.open(box_type("stsd"));
    full_box(out, 0, 0);
    out.u32(count(descriptions_));
    for (const auto& description : descriptions_)
        out.bytes(description);
    out.close(stsd);
}

// Sections 8.6.1.2 and 8.6.1.3: how long samples last, and how much later than decoded they are shown.
void TrackTable::write_runs(BoxWriter& out, std::uint32_t type, std::uint32_t version, const std::vector<Run>& runs) {
    const auto box = out.open(type);
    full_box(out, version, 0);
    out.u32(count(runs));
    for (const auto& run : runs) {
        out.u32(run.count);
        out.u32(run.value);
    }
    out.close(box);
}

void TrackTable::write_stss(BoxWriter& out) const {
    const auto stss = out.open(box_type("stss"));
    full_box(out, 0, 0);
    out.u32(count(syncs_));
    for (const auto number : syncs_)
        out.u32(number);
    out.close(stss);
}

// Section 8.7.4: only of chunks that are not like the one before.
void TrackTable::write_stsc(BoxWriter& out) const {
    const auto stsc = out.open(box_type("stsc"));
    full_box(out, 0, 0);
    const auto entries = out.size();
    out.u32(0);
    std::uint32_t written = 0;
    for (std::size_t i = 0; i < chunks_.size(); ++i) {
        const auto& chunk = chunks_[i];
        const bool same =
            i > 0 && chunks_[i - 1].samples == chunk.samples && chunks_[i - 1].description == chunk.description;
        if (same) continue;
        out.u32(static_cast<std::uint32_t>(i) + 1);
        out.u32(chunk.samples);
        out.u32(chunk.description);
        ++written;
    }
    out.overwrite_u32(entries, written);
    out.close(stsc);
}

void TrackTable::write_stsz(BoxWriter& out) const {
    const auto stsz = out.open(box_type("stsz"));
    full_box(out, 0, 0);
    out.u32(0);
    out.u32(count(sizes_));
    for (const auto size : sizes_)
        out.u32(size);
    out.close(stsz);
}

void TrackTable::write_co64(BoxWriter& out, std::uint64_t media) const {
    const auto co64 = out.open(box_type("co64"));
    full_box(out, 0, 0);
    out.u32(count(chunks_));
    for (const auto& chunk : chunks_)
        out.u64(media + chunk.place);
    out.close(co64);
}

}  // namespace wardcast::media
