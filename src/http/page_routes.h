#pragma once

#include "http/site.h"

namespace wardcast::http {

// The pages, the plain ask form and the QR code. docs/protocol.md section 3. NotFound when the web root lacks a page.
[[nodiscard]] Result<void> add_page_routes(Site& site);

}  // namespace wardcast::http
