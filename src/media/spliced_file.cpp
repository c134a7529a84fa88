#include "media/spliced_file.h"

#include <algorithm>
#include <utility>

namespace wardcast::media {

SplicedFile::SplicedFile(std::string head, std::vector<FileSlice> slices)
    : head_(std::move(head)), size_(head_.size()) {
    pieces_.reserve(slices.size());
    for (auto& slice : slices) {
        pieces_.push_back({size_, std::move(slice)});
        size_ += pieces_.back().slice.size;
    }
}

SharedBytes SplicedFile::read(std::uint64_t offset, std::size_t length) const {
    if (offset > size_ || length > size_ - offset) return nullptr;
    std::string bytes;
    bytes.reserve(length);
    if (offset < head_.size()) bytes = head_.substr(static_cast<std::size_t>(offset), length);
    const auto after = [](std::uint64_t place, const Piece& piece) { return place < piece.begin; };
    auto piece = std::upper_bound(pieces_.begin(), pieces_.end(), offset + bytes.size(), after);
    if (piece != pieces_.begin()) --piece;
    for (; bytes.size() < length; ++piece) {
        const auto within = offset + bytes.size() - piece->begin;
        const auto wanted = std::min<std::uint64_t>(piece->slice.size - within, length - bytes.size());
        const auto part =
            read_slice({piece->slice.path, piece->slice.offset + within, static_cast<std::uint32_t>(wanted)});
        if (!part) return nullptr;
        bytes += *part;
    }
    return share_bytes(std::move(bytes));
}

}  // namespace wardcast::media
