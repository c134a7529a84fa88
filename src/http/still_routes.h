#pragma once

#include "http/site.h"

namespace wardcast::http {

// The picture that a clerk puts up in place of a camera. docs/protocol.md section 4.8.
void add_still_routes(Site& site);

}  // namespace wardcast::http
