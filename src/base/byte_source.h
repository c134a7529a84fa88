#pragma once

#include <cstddef>
#include <cstdint>

#include "base/bytes.h"

namespace wardcast {

// Bytes too many to be held in memory, such as a recording: read bit by bit by whoever sends them.
//
// Threads: any.
class ByteSource {
  public:
    virtual ~ByteSource() = default;
    [[nodiscard]] virtual std::uint64_t size() const = 0;
    // Exactly these bytes, which lie within size(). May wait for the disk. Null: they are no longer there.
    [[nodiscard]] virtual SharedBytes read(std::uint64_t offset, std::size_t length) const = 0;
};

}  // namespace wardcast
