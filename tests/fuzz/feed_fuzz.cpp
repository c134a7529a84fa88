// Any bytes as an RSS or Atom document.

#include "social/feed_document.h"
#include "social_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto posts = wardcast::social::read_feed(text_of(data, size), "feed.example");
    if (!posts) return 0;
    for (const auto& post : *posts)
        check_post(post);
    return 0;
}
