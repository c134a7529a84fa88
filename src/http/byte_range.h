#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "base/byte_source.h"
#include "http/request.h"
#include "http/response.h"

// Parts of a large file, so that a download can be resumed and a player can seek (RFC 9110 section 14).
namespace wardcast::http {

struct WholeFile {
    bool operator==(const WholeFile&) const = default;
};
struct ByteRange {
    std::uint64_t first = 0;
    std::uint64_t last = 0;  // Inclusive.
    bool operator==(const ByteRange&) const = default;
};
struct UnsatisfiableRange {
    bool operator==(const UnsatisfiableRange&) const = default;
};
using AskedRange = std::variant<WholeFile, ByteRange, UnsatisfiableRange>;

// What a Range header asks for of a file of that size. The whole file for an empty header, another unit, several ranges
// (a server may ignore those, section 14.2) and anything that is none.
[[nodiscard]] AskedRange read_range(std::string_view header, std::uint64_t size);

// 200, 206, 304 or 416, as the request's Range, If-Range and If-None-Match ask. etag: with its quotes, strong.
[[nodiscard]] Response file_response(const Request& request, std::shared_ptr<const ByteSource> file,
                                     const std::string& etag, std::string content_type);

}  // namespace wardcast::http
