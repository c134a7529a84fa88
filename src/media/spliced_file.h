#pragma once

#include <string>
#include <vector>

#include "base/byte_source.h"
#include "media/posix_file.h"

namespace wardcast::media {

// A file that is nowhere: bytes in memory, followed by slices of other files, in order.
class SplicedFile final : public ByteSource {
  public:
    SplicedFile(std::string head, std::vector<FileSlice> slices);

    [[nodiscard]] std::uint64_t size() const override { return size_; }
    [[nodiscard]] SharedBytes read(std::uint64_t offset, std::size_t length) const override;

  private:
    struct Piece {
        std::uint64_t begin = 0;  // In the whole.
        FileSlice slice;
    };

    const std::string head_;
    std::vector<Piece> pieces_;  // By rising begin, without holes.
    std::uint64_t size_ = 0;
};

}  // namespace wardcast::media
