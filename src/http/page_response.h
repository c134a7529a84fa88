#pragma once

#include <string>

#include "http/request.h"
#include "http/response.h"
#include "http/security_headers.h"

namespace wardcast::http {

// A page as every page leaves: not kept by caches, under the strict policies of what it may load and use.
[[nodiscard]] Response page(int status, std::string html, const Request& request, Devices devices = Devices::None);

}  // namespace wardcast::http
