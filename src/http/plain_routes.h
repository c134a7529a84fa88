#pragma once

#include "base/result.h"
#include "http/site.h"

namespace wardcast::http {

// A question's receipt with its forms, and the moderation record as a page and as JSON; docs/protocol.md 3.1 and 3.2.
[[nodiscard]] Result<void> add_plain_routes(Site& site);

}  // namespace wardcast::http
