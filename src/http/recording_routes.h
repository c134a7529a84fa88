#pragma once

#include "http/site.h"

namespace wardcast::http {

// What is kept of meetings, and their pictures: docs/protocol.md section 4.7. Before add_hls_routes(), whose route
// takes everything below /hls/{slug}/.
void add_recording_routes(Site& site);

}  // namespace wardcast::http
