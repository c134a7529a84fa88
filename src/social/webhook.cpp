#include "social/webhook.h"

#include <array>
#include <charconv>

#include <sodium.h>

#include "base/json.h"
#include "social/json_members.h"

namespace wardcast::social {
namespace {

constexpr std::size_t kMaxIdLength = 128;
constexpr std::size_t kMaxSignatureLength = 2048;

std::string base64(const unsigned char* bytes, std::size_t size) {
    std::string text(sodium_base64_encoded_len(size, sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes, size, sodium_base64_VARIANT_ORIGINAL);
    text.resize(text.size() - 1);  // The terminator.
    return text;
}

bool is_same(std::string_view left, std::string_view right) {
    return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

tl::unexpected<Error> refused(const char* why) {
    return failure(ErrorKind::NotAllowed, why);
}

}  // namespace

std::string webhook_signature(std::string_view key, const std::string& id, const std::string& timestamp,
                              std::string_view body) {
    const auto update = [](crypto_auth_hmacsha256_state& state, std::string_view text) {
        crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    };
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(key.data()), key.size());
    update(state, id);
    update(state, ".");
    update(state, timestamp);
    update(state, ".");
    update(state, body);
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> hash{};
    crypto_auth_hmacsha256_final(&state, hash.data());
    return "v1," + base64(hash.data(), hash.size());
}

Result<void> verify_webhook(std::string_view key, const WebhookHeaders& headers, std::string_view body, Timestamp now) {
    if (headers.id.empty() || headers.id.size() > kMaxIdLength) return refused("the header webhook-id is missing");
    long long seconds = 0;
    const auto& text = headers.timestamp;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) {
        return refused("the header webhook-timestamp must be seconds since 1970");
    }
    const auto age = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count() - seconds;
    if (headers.signature.size() > kMaxSignatureLength) return refused("the header webhook-signature is too long");
    const auto expected = webhook_signature(key, headers.id, text, body);
    bool signed_right = false;
    std::string_view signatures = headers.signature;
    while (!signatures.empty()) {
        const auto space = std::min(signatures.find(' '), signatures.size());
        if (is_same(signatures.substr(0, space), expected)) signed_right = true;
        signatures.remove_prefix(std::min(space + 1, signatures.size()));
    }
    if (!signed_right) return refused("the signature is not one made with this source's secret");
    if (age > std::chrono::seconds(kWebhookTolerance).count() ||
        -age > std::chrono::seconds(kWebhookTolerance).count()) {
        return refused("the message is older or newer than five minutes: are both clocks right?");
    }
    return {};
}

Result<InboundMessage> read_message(std::string_view body) {
    const auto json = parse_json(body);
    if (!json) return tl::unexpected(json.error());
    const auto& text = member(*json, "text");
    if (!text.is_string()) return failure(ErrorKind::BadInput, "a message is an object with a 'text'");
    for (const auto* name : {"from", "name", "lang", "via"}) {
        const auto& value = member(*json, name);
        if (!value.is_null() && !value.is_string()) {
            return failure(ErrorKind::BadInput, "'" + std::string(name) + "' must be a string");
        }
    }
    InboundMessage message{.text = text.get<std::string>(),
                           .from = text_member(*json, "from"),
                           .name = text_member(*json, "name"),
                           .language = text_member(*json, "lang"),
                           .via = text_member(*json, "via")};
    if (message.via != "sms" && message.via != "mail") message.via = "hook";
    return message;
}

}  // namespace wardcast::social
