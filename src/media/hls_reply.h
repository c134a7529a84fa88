#pragma once

#include <chrono>
#include <string>
#include <variant>

#include "base/bytes.h"

// Live HLS (RFC 8216bis) and recordings, as the HTTP edge is answered.
namespace wardcast::media {

// Bytes for one HLS request.
struct HlsBody {
    SharedBytes bytes;
    const char* content_type = "";
    const char* cache_control = "";
    // The same playlist compressed with gzip, where worth it; may be null.
    SharedBytes gzip;
};
struct HlsRefusal {
    int status = 404;  // 400, 404, 503
    std::string message;
};
// The request is for something not there yet: ask again once the rendition has advanced, until the deadline.
struct HlsWait {
    std::string rendition;
    std::chrono::milliseconds at_most;
};
using HlsReply = std::variant<HlsBody, HlsRefusal, HlsWait>;

}  // namespace wardcast::media
