// Any bytes as a frame of Bluesky's Jetstream.

#include "social/jetstream_event.h"
#include "social_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace wardcast::social;
    const auto text = text_of(data, size);
    (void)is_cursor_too_old(text);
    const auto event = read_jetstream_event(text);
    if (!event) return 0;
    if (event->time_us < 0) std::abort();
    if (const auto* written = std::get_if<JetstreamPost>(&event->what)) check_post(written->post);
    return 0;
}
