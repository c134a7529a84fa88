#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

// Inbound messages as the Standard Webhooks convention has them (standardwebhooks.com): HMAC-SHA256 under a shared
// secret over "id.timestamp.body".
namespace wardcast::social {

struct WebhookHeaders {
    std::string id;         // webhook-id
    std::string timestamp;  // webhook-timestamp: seconds since 1970.
    std::string signature;  // webhook-signature: "v1,BASE64", several with spaces between.
};

inline constexpr std::chrono::minutes kWebhookTolerance{5};

// "v1,BASE64" for a message.
[[nodiscard]] std::string webhook_signature(std::string_view key, const std::string& id, const std::string& timestamp,
                                            std::string_view body);

// NotAllowed, with the reason, unless one of the signatures is right and the time is within kWebhookTolerance.
[[nodiscard]] Result<void> verify_webhook(std::string_view key, const WebhookHeaders& headers, std::string_view body,
                                          Timestamp now);

// What a message says: {"text","from"?,"name"?,"lang"?,"via"?}.
struct InboundMessage {
    std::string text;
    std::string from;  // Telephone number or address of the sender: never stored.
    std::string name;
    std::string language;
    std::string via;  // "sms", "mail"; "hook" where it does not say.
};
[[nodiscard]] Result<InboundMessage> read_message(std::string_view body);

}  // namespace wardcast::social
