// Any bytes as a meeting's title: links can be made of it.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "meeting/slug.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace wardcast::meeting;
    if (!is_slug(slug_from_title({reinterpret_cast<const char*>(data), size}).str())) std::abort();
    return 0;
}
