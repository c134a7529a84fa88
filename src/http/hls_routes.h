#pragma once

#include <optional>

#include "http/request.h"
#include "http/response.h"
#include "http/site.h"

namespace wardcast::http {

// GET /hls/{slug}/…: live and recorded HLS, with blocking requests held. docs/protocol.md section 4.2.
void add_hls_routes(Site& site);

// Whether a cookie or Bearer token shows one of those who prepare the meeting.
[[nodiscard]] bool may_see_rehearsal(const Site& site, const Request& request, const meeting::Slug& slug);

// Why nobody but those who prepare the meeting gets this at the moment; nothing where anybody may have it.
[[nodiscard]] std::optional<Response> refuses_rehearsal(const Site& site, const Request& request);

// What the media side answered, which must not be that it is to be waited for.
[[nodiscard]] Response played(const media::HlsReply& reply, const Request& request);

}  // namespace wardcast::http
