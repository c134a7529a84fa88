#pragma once

#include <optional>

#include "base/clock.h"
#include "base/id.h"
#include "base/json.h"

// Values as the wire has them.
namespace wardcast::meeting {

[[nodiscard]] inline Json plain(Timestamp time) {
    return to_rfc3339(time);
}
template <class Tag>
[[nodiscard]] Json plain(const Id<Tag>& id) {
    return id.str();
}
template <class T>
[[nodiscard]] Json or_null(const std::optional<T>& value) {
    return value ? plain(*value) : Json();
}

}  // namespace wardcast::meeting
