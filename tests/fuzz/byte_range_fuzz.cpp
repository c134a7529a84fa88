// Any text as a Range header: what is accepted lies within the file.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>

#include "http/byte_range.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace wardcast::http;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const std::uint64_t file : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1000}, UINT64_MAX}) {
        const auto asked = read_range(text, file);
        if (const auto* range = std::get_if<ByteRange>(&asked)) {
            if (range->first > range->last || range->last >= file) std::abort();
        }
    }
    return 0;
}
