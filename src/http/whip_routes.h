#pragma once

#include "http/site.h"

namespace wardcast::http {

// /whip/{slug} and /whip/{slug}/{session}: cameras publish (RFC 9725). docs/protocol.md section 4.1.
void add_whip_routes(Site& site);

}  // namespace wardcast::http
