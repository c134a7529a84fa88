#pragma once

#include <filesystem>

#include "app/config.h"

namespace wardcast::app {

// The folder of the built front end: web.root where it is set; else share/wardcast/web of the installation to which
// this program belongs; else where this checkout's build puts it.
[[nodiscard]] std::filesystem::path web_root(const Config& config);

}  // namespace wardcast::app
