// Any bytes as an inbound message, and as its headers: nothing is taken without the secret.

#include <string>

#include "social/webhook.h"
#include "social_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace wardcast::social;
    const std::string text(text_of(data, size));
    (void)read_message(text);
    const WebhookHeaders headers{.id = "1", .timestamp = text.substr(0, size / 2), .signature = text.substr(size / 2)};
    if (verify_webhook("a key that nobody knows", headers, text, wardcast::Timestamp{})) std::abort();
    return 0;
}
