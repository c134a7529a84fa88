#include "media/gzip.h"

#include <limits>
#include <string>
#include <utility>

#include <zlib.h>

namespace wardcast::media {

SharedBytes gzip(std::string_view text) {
    if (text.size() > std::numeric_limits<uInt>::max()) return nullptr;
    z_stream stream{};
    constexpr int kGzipWindow = 15 + 16;  // The largest window; 16 asks for a gzip header instead of zlib's.
    // Level 4: playlists repeat themselves so much that more effort saves next to nothing.
    if (deflateInit2(&stream, 4, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) return nullptr;
    std::string out(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<z_const Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const auto done = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return done == Z_STREAM_END ? share_bytes(std::move(out)) : nullptr;
}

}  // namespace wardcast::media
