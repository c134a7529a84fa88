// Any bytes as a form of a page without script, and as nginx's question about a publisher.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "http/form.h"
#include "http/response.h"
#include "http/rtmp_publisher.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace wardcast;
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    if (const auto form = http::parse_form(body)) {
        // Valid UTF-8, or writing it as JSON would have to replace something.
        const Json json = *form;
        const auto again = parse_json(http::to_text(json), {.bytes = 16 * size + 64});
        if (again && *again != json) std::abort();
    }
    if (const auto publisher = http::read_rtmp_publisher(body)) {
        constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyz0123456789-.";
        if (publisher->stream.find_first_not_of(kPlain) != std::string::npos) std::abort();
    }
    return 0;
}
