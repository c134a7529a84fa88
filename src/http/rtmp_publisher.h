#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "meeting/ids.h"

namespace wardcast::http {

// One publisher as nginx's RTMP module tells of it: once when it wants to publish, once when it has ended.
// docs/protocol.md section 4.5.
struct RtmpPublisher {
    meeting::Slug slug;
    std::string camera = "main";
    std::string token;
    std::string stream;  // What nginx calls it from now on: each connection its own name, so that two never collide.
};

// Of the form's fields `name`, "SLUG" or "SLUG.CAMERA", `k`, the token, and `clientid`, the connection's number: people
// type "SLUG?k=TOKEN" as stream key. Nothing where it is no such form.
[[nodiscard]] std::optional<RtmpPublisher> read_rtmp_publisher(std::string_view body);

}  // namespace wardcast::http
