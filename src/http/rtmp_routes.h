#pragma once

#include "http/site.h"

namespace wardcast::http {

// /rtmp/publish and /rtmp/done: what the RTMP server beside us (nginx, config/nginx-rtmp.conf) asks and tells. Taken
// from this machine alone. docs/protocol.md section 4.5.
void add_rtmp_routes(Site& site);

}  // namespace wardcast::http
