#pragma once

#include <functional>

#include "http/site.h"

namespace wardcast::http {

// GET /healthz, /readyz, /metrics. post runs what may block for milliseconds, away from the workers.
void add_status_routes(Site& site, std::function<void(std::function<void()>)> post);

}  // namespace wardcast::http
