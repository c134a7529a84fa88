#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

namespace wardcast::http {

using Form = std::map<std::string, std::string, std::less<>>;

// Reads application/x-www-form-urlencoded as browsers send it. BadInput: broken escapes, %00, invalid UTF-8.
[[nodiscard]] Result<Form> parse_form(std::string_view body);

}  // namespace wardcast::http
