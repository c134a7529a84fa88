// Any bytes as an address that somebody wrote, and as what a service says of when to come back.

#include <algorithm>

#include "social/rate_headers.h"
#include "social_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace wardcast::social;
    const auto text = text_of(data, size);
    if (const auto url = parse_url(text)) {
        if (url->host.empty() || url->port.empty() || !url->target.starts_with('/')) std::abort();
    }
    if (const auto link = safe_link(text); !link.empty()) {
        const bool has_control = std::any_of(link.begin(), link.end(), [](char letter) {
            return static_cast<unsigned char>(letter) <= ' ' || letter == '\x7f';
        });
        if (has_control || (link.front() != 'h' && link.front() != 'H')) std::abort();
    }
    if (const auto server = server_url(text)) {
        if (server->ends_with('/') || !server_url(*server)) std::abort();
    }
    Answer answer;
    answer.headers = {{"retry-after", std::string(text)}};
    const auto wait = asked_to_wait(answer, wardcast::Timestamp{});
    if (wait && (wait->count() < 0 || *wait > kMaxWait)) std::abort();
    return 0;
}
