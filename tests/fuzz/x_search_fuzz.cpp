// Any bytes as an answer of the X API.

#include "social/x_search.h"
#include "social_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto page = wardcast::social::read_x_page(text_of(data, size));
    if (!page) return 0;
    for (const auto& post : page->posts)
        check_post(post);
    return 0;
}
