// Any bytes as an answer of YouTube's live chat, and as a video's address.

#include "social/youtube_chat.h"
#include "social_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace wardcast::social;
    const auto id = video_id(text_of(data, size));
    if (!id.empty() && id.size() != 11) std::abort();
    const auto page = read_chat_page(text_of(data, size), "abcdefghijk");
    if (!page) return 0;
    if (page->next_in.count() < 0) std::abort();
    for (const auto& message : page->messages)
        check_post(message.post);
    return 0;
}
