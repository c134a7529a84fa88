// Any text as JSON from outside: what is accepted keeps the limits, and means the same when it is written and read
// again.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/json.h"

namespace {

std::size_t depth_of(const wardcast::Json& value) {
    if (!value.is_structured()) return 0;
    std::size_t deepest = 0;
    for (const auto& member : value)
        deepest = std::max(deepest, depth_of(member));
    return deepest + 1;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace wardcast;
    const JsonLimits limits{.bytes = 4096, .depth = 8, .values = 200};
    const auto parsed = parse_json({reinterpret_cast<const char*>(data), size}, limits);
    if (!parsed) return 0;
    if (size > limits.bytes || depth_of(*parsed) > limits.depth) std::abort();
    const auto again = parse_json(parsed->dump());
    if (!again || *again != *parsed) std::abort();
    return 0;
}
