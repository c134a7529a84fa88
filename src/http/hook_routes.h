#pragma once

#include "http/site.h"

namespace wardcast::http {

// POST /hooks/{source}: messages from SMS gateways and mail servers. docs/protocol.md section 5.
void add_hook_routes(Site& site);

}  // namespace wardcast::http
