// Any bytes as WebVTT, as JSON of a recogniser, and as the address of a piece of captions.

#include <cstdlib>
#include <string_view>

#include "http/caption_body.h"
#include "http/caption_track.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace wardcast::http;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto vtt = read_vtt_captions(text, wardcast::Timestamp(), "en");
    if (vtt) {
        for (const auto& caption : vtt->captions) {
            // Markup was understood, or the words are as they were sent: never a line of their own.
            if (caption["text"].get_ref<const std::string&>().find('\n') != std::string::npos) std::abort();
        }
    }
    (void)read_json_captions(text);
    if (const auto cut = parse_caption_cut(text); cut && cut->end() < cut->at) std::abort();
    return 0;
}
