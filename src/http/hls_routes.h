#pragma once

#include "http/site.h"

namespace wardcast::http {

// GET /hls/{slug}/…: live and recorded HLS, with blocking requests held. docs/protocol.md section 4.2.
void add_hls_routes(Site& site);

}  // namespace wardcast::http
