#pragma once

#include <cstddef>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/result.h"

namespace wardcast {

using Json = nlohmann::json;

// Bounds for JSON that comes from outside. Checked while parsing, before anything large is built.
struct JsonLimits {
    std::size_t bytes = 64 * 1024;
    std::size_t depth = 16;
    std::size_t values = 10'000;  // Objects, arrays and scalars together.
};

// Parses one JSON text (RFC 8259) from outside. Refused with BadInput and the reason: more bytes, depth or values than
// allowed, invalid UTF-8, lone surrogates, a name twice in one object, a number that a double cannot hold, anything
// after the value.
[[nodiscard]] Result<Json> parse_json(std::string_view text, const JsonLimits& limits = {});

}  // namespace wardcast
