#pragma once

#include <cstdlib>
#include <string_view>

#include "social/post.h"
#include "social/url.h"

// What must hold of every post, whatever the bytes were that it was read from.
inline void check_post(const wardcast::social::Post& post) {
    using namespace wardcast::social;
    if (post.id.empty() || post.uri.empty()) std::abort();
    if (!post.url.empty() && safe_link(post.url).empty()) std::abort();
}

inline std::string_view text_of(const unsigned char* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}
