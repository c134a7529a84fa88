#include "http/gzip.h"

#include <zlib.h>

namespace wardcast::http {

std::string gzip(std::string_view text, Effort effort) {
    constexpr int kGzipWindow = 15 + 16;  // The largest window; +16 asks for the gzip wrapper.
    constexpr int kMemory = 8;            // zlib's default.
    z_stream stream{};
    const int level = effort == Effort::Best ? Z_BEST_COMPRESSION : Z_BEST_SPEED;
    if (deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) != Z_OK) return {};

    std::string packed(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // zlib only reads it.
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int outcome = deflate(&stream, Z_FINISH);
    packed.resize(outcome == Z_STREAM_END ? stream.total_out : 0);
    deflateEnd(&stream);
    return packed;
}

bool is_compressible(std::string_view content_type) noexcept {
    const std::string_view type = content_type.substr(0, content_type.find(';'));
    return type.starts_with("text/") || type == "application/json" || type == "application/manifest+json" ||
           type == "image/svg+xml" || type == "application/javascript" || type == "application/vnd.apple.mpegurl";
}

}  // namespace wardcast::http
