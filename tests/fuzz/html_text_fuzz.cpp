// Any bytes as HTML: a text comes out that is no longer than what went in, but for references and marks of shortening.

#include "social/html_text.h"
#include "social_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace wardcast::social;
    const auto text = html_to_text(text_of(data, size));
    if (text.size() > 4 * size + 16) std::abort();
    (void)html_to_text(text_of(data, size), Whitespace::Keep);
    return 0;
}
