#pragma once

#include "http/site.h"

namespace wardcast::http {

// /api/v1/meetings… docs/protocol.md section 3.
void add_api_routes(Site& site);

}  // namespace wardcast::http
