#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "social/post.h"

namespace wardcast::social {

// What Jetstream tells of (github.com/bluesky-social/jetstream): a post written or edited, with its folded hashtags; a
// post deleted; an account gone.
struct JetstreamPost {
    Post post;  // Handle and name are still those of nobody: only `did` says who.
    std::string did;
    std::vector<std::string> hashtags;
    bool is_edit = false;
};
struct JetstreamDelete {
    std::string uri;
};
struct JetstreamAccountGone {
    std::string did;
};
struct JetstreamEvent {
    std::int64_t time_us = 0;  // Microseconds since 1970: what cursors are made of.
    std::variant<std::monostate, JetstreamPost, JetstreamDelete, JetstreamAccountGone> what;
};

// Nothing where the frame is none of Jetstream's.
[[nodiscard]] std::optional<JetstreamEvent> read_jetstream_event(std::string_view frame);

// Whether the frame says that the cursor is older than what the service keeps (v2: CursorTooOld).
[[nodiscard]] bool is_cursor_too_old(std::string_view frame);

}  // namespace wardcast::social
