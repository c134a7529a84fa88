#pragma once

#include <memory>
#include <string>
#include <utility>

namespace wardcast {

// Bytes built once and handed to many: a frame, a media part, a playlist. Immutable, so any thread may read them.
using SharedBytes = std::shared_ptr<const std::string>;

[[nodiscard]] inline SharedBytes share_bytes(std::string bytes) {
    return std::make_shared<const std::string>(std::move(bytes));
}

}  // namespace wardcast
