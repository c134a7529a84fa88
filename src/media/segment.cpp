#include "media/segment.h"

#include <string>
#include <utility>

namespace wardcast::media {

SharedBytes SegmentBody::whole() const {
    std::call_once(built_, [this] {
        if (pieces_.size() == 1) {
            whole_ = pieces_.front();
            return;
        }
        std::string bytes;
        std::size_t size = 0;
        for (const auto& piece : pieces_)
            size += piece->size();
        bytes.reserve(size);
        for (const auto& piece : pieces_)
            bytes += *piece;
        whole_ = share_bytes(std::move(bytes));
    });
    return whole_;
}

bool is_compact(const Segment& segment) {
    return segment.parts.empty() || !segment.parts.front().bytes;
}

SegmentPtr compact(const Segment& segment) {
    auto result = std::make_shared<Segment>(segment);
    if (segment.body) result->body = std::make_shared<SegmentBody>(std::vector{segment.body->whole()});
    for (auto& part : result->parts)
        part.bytes.reset();
    return result;
}

SharedBytes part_bytes(const Segment& segment, std::uint64_t part) {
    if (part >= segment.parts.size()) return nullptr;
    const auto& found = segment.parts[static_cast<std::size_t>(part)];
    if (found.bytes || !segment.body) return found.bytes;
    return share_bytes(segment.body->whole()->substr(found.offset, found.size));
}

}  // namespace wardcast::media
