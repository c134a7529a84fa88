#include "media/fmp4_splitter.h"

#include <utility>

#include "media/mp4_box.h"

namespace wardcast::media {
namespace {

// A part of 334 ms at 20 Mbit/s has 1 MB; what claims more than this is not our muxer's.
constexpr std::uint64_t kMaxBox = 16U << 20U;

}  // namespace

Result<void> Fmp4Splitter::push(std::string_view chunk, std::vector<Piece>& pieces) {
    if (broken_) return give_up("the stream broke before");
    buffer_.append(chunk);
    std::string_view rest = buffer_;
    for (;;) {
        const auto read = read_box_header(rest);
        if (!read.complete) break;
        if (!read.valid) return give_up("a box is smaller than its own header");
        if (read.header.size > kMaxBox) return give_up("a box claims more than 16 MiB");
        const auto size = static_cast<std::size_t>(read.header.size);
        if (rest.size() < size) break;
        if (auto taken = take_box(read.header.type, rest.substr(0, size), pieces); !taken) {
            return give_up(std::move(taken.error().message));
        }
        rest.remove_prefix(size);
    }
    buffer_.erase(0, buffer_.size() - rest.size());
    return {};
}

Result<void> Fmp4Splitter::take_box(std::uint32_t type, std::string_view box, std::vector<Piece>& pieces) {
    if (type == box_type("ftyp")) {
        ftyp_ = box;
    } else if (type == box_type("moov")) {
        auto init = read_track_init(std::exchange(ftyp_, {}).append(box));
        if (!init) return tl::unexpected(std::move(init.error()));
        track_ = *init;
        pieces.emplace_back(std::move(*init));
    } else if (type == box_type("moof")) {
        if (!track_) return failure(ErrorKind::BadInput, "a fragment before its moov");
        if (!moof_.empty()) return failure(ErrorKind::BadInput, "a moof without its mdat");
        moof_ = box;
    } else if (type == box_type("mdat")) {
        if (moof_.empty()) return failure(ErrorKind::BadInput, "an mdat without its moof");
        auto fragment = read_fragment(*track_, std::exchange(moof_, {}).append(box));
        if (!fragment) return tl::unexpected(std::move(fragment.error()));
        pieces.emplace_back(std::move(*fragment));
    }
    return {};
}

tl::unexpected<Error> Fmp4Splitter::give_up(std::string why) {
    broken_ = true;
    buffer_.clear();
    buffer_.shrink_to_fit();
    return failure(ErrorKind::BadInput, std::move(why));
}

}  // namespace wardcast::media
