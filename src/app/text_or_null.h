#pragma once

#include <string>

#include "base/json.h"

namespace wardcast::app {

// As the wire has what may be missing.
[[nodiscard]] inline Json text_or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

}  // namespace wardcast::app
