#pragma once

#include <chrono>
#include <cstddef>

namespace wardcast::social {

// How much an answer may be and how long it may take. Tests shorten them.
struct OutgoingLimits {
    std::size_t body_bytes = 4 * 1024 * 1024;  // After decompression: what a gzip bomb gets to fill.
    std::size_t header_bytes = 64 * 1024;
    int redirects = 5;
    std::chrono::milliseconds connect{5'000};
    std::chrono::milliseconds total{20'000};  // One request, without its redirects.
};

}  // namespace wardcast::social
