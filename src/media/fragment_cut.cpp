#include "media/fragment_cut.h"

#include <cstddef>
#include <string_view>
#include <utility>

#include "media/mp4_box.h"

namespace wardcast::media {
namespace {

// Writes moof and mdat (ISO/IEC 14496-12 section 8.8) for the samples of piece, whose bytes are payload.
void write_fragment(Fragment& piece, std::uint32_t track, std::string_view payload) {
    BoxWriter writer;
    const auto moof = writer.open(box_type("moof"));
    const auto mfhd = writer.open(box_type("mfhd"));
    writer.u32(0);
    writer.u32(0);  // Sequence number: players do not look at it.
    writer.close(mfhd);
    const auto traf = writer.open(box_type("traf"));
    const auto tfhd = writer.open(box_type("tfhd"));
    writer.u32(0x020000);  // Offsets count from this moof.
    writer.u32(track);
    writer.close(tfhd);
    const auto tfdt = writer.open(box_type("tfdt"));
    writer.u32(0x01000000);  // Version 1: 64 bits.
    writer.u64(piece.start);
    writer.close(tfdt);
    const auto trun = writer.open(box_type("trun"));
    writer.u32(0x01000F01);  // Version 1; data offset, and all four members of a sample.
    writer.u32(static_cast<std::uint32_t>(piece.samples.size()));
    const auto data_offset = writer.size();
    writer.u32(0);
    for (const auto& sample : piece.samples) {
        writer.u32(sample.duration);
        writer.u32(sample.size);
        writer.u32(sample.flags);
        writer.u32(sample.composition);
    }
    writer.close(trun);
    writer.close(traf);
    writer.close(moof);
    const auto mdat = writer.open(box_type("mdat"));
    piece.payload = writer.size();
    writer.overwrite_u32(data_offset, static_cast<std::uint32_t>(piece.payload));
    writer.bytes(payload);
    writer.close(mdat);
    piece.bytes = writer.take();
}

}  // namespace

std::vector<Fragment> cut_fragment(Fragment fragment, std::uint32_t track, std::uint64_t max_duration,
                                   bool every_sample_is_sync) {
    std::vector<Fragment> pieces;
    for (const auto& sample : fragment.samples) {
        const bool border = !every_sample_is_sync && sample.is_sync();
        if (pieces.empty() || border || pieces.back().duration + sample.duration > max_duration) {
            Fragment piece;
            piece.start = pieces.empty() ? fragment.start : pieces.back().start + pieces.back().duration;
            pieces.push_back(std::move(piece));
        }
        pieces.back().samples.push_back(sample);
        pieces.back().duration += sample.duration;
    }
    if (pieces.size() <= 1) {
        pieces.clear();
        pieces.push_back(std::move(fragment));
        return pieces;
    }
    auto payload = std::string_view(fragment.bytes).substr(fragment.payload);
    for (auto& piece : pieces) {
        std::size_t size = 0;
        for (const auto& sample : piece.samples)
            size += sample.size;
        write_fragment(piece, track, payload.substr(0, size));
        payload.remove_prefix(size);
    }
    return pieces;
}

}  // namespace wardcast::media
