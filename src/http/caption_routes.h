#pragma once

#include "http/site.h"

namespace wardcast::http {

// Captions: taken from outside recognisers, and given to players and people (docs/protocol.md section 6).
void add_caption_routes(Site& site);

}  // namespace wardcast::http
