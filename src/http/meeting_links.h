#pragma once

#include <string>

#include "base/json.h"
#include "hub/access.h"

namespace wardcast::http {

// {"watch","camera","chair","clerk","room"}: full URLs, with the role's token where it has one. base_url without a
// slash at the end.
[[nodiscard]] Json meeting_links(const hub::Access& access, const meeting::Slug& slug, const std::string& base_url);

}  // namespace wardcast::http
