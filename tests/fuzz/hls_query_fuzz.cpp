// Any text as an HLS path and as a query: what is accepted must be within bounds.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>

#include "media/hls_query.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace wardcast::media;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto directives = parse_delivery_directives(text)) {
        if (directives->part && !directives->msn) std::abort();
        if (directives->msn.value_or(0) > 999'999'999'999'999'999U) std::abort();
    }
    if (const auto path = parse_hls_path(text)) {
        const bool safe = std::visit(
            [](const auto& asked) {
                if constexpr (requires { asked.rendition; }) {
                    return !asked.rendition.empty() && asked.rendition.find_first_of("/.") == std::string::npos;
                }
                return true;
            },
            *path);
        if (!safe) std::abort();
    }
    return 0;
}
