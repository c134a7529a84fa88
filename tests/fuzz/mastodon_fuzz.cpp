// Any bytes as what a server says by the Mastodon API: timelines, streams, Link headers.

#include "social/mastodon_status.h"
#include "social_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace wardcast::social;
    const auto text = text_of(data, size);
    if (const auto page = read_status_page(text, "home.example")) {
        for (const auto& post : page->posts)
            check_post(post);
    }
    if (const auto event = read_stream_event(text, "home.example")) {
        if (event->what == StreamEvent::What::Deleted ? event->id.empty() : event->post.id.empty()) std::abort();
    }
    (void)link_parameter(text, "prev", "min_id");
    return 0;
}
