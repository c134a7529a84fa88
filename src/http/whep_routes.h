#pragma once

#include "http/site.h"

namespace wardcast::http {

// Viewers who want the shortest delay (draft-ietf-wish-whep-03). docs/protocol.md section 4.3.
void add_whep_routes(Site& site);

}  // namespace wardcast::http
