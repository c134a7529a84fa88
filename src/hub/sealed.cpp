#include "hub/sealed.h"

#include <array>
#include <cassert>

#include <sodium.h>

namespace wardcast::hub {
namespace {

constexpr auto kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::size_t kMaxSealed = 8192;

// A key of its own, so that what is sealed says nothing of what is signed.
std::array<unsigned char, crypto_secretbox_KEYBYTES> key_from(const std::string& server_secret) {
    constexpr std::string_view kPurpose = "tokens for outside services";
    std::array<unsigned char, crypto_secretbox_KEYBYTES> key{};
    crypto_generichash(key.data(), key.size(), reinterpret_cast<const unsigned char*>(kPurpose.data()), kPurpose.size(),
                       reinterpret_cast<const unsigned char*>(server_secret.data()), server_secret.size());
    return key;
}

}  // namespace

std::string seal(const std::string& server_secret, std::string_view text) {
    if (text.empty()) return {};
    [[maybe_unused]] const int ready = sodium_init();
    assert(ready >= 0);
    const auto key = key_from(server_secret);
    std::string box(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + text.size(), '\0');
    auto* nonce = reinterpret_cast<unsigned char*>(box.data());
    randombytes_buf(nonce, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(nonce + crypto_secretbox_NONCEBYTES, reinterpret_cast<const unsigned char*>(text.data()),
                          text.size(), nonce, key.data());
    std::string sealed(sodium_base64_encoded_len(box.size(), kVariant), '\0');
    sodium_bin2base64(sealed.data(), sealed.size(), nonce, box.size(), kVariant);
    sealed.resize(sealed.size() - 1);  // The terminator.
    return sealed;
}

std::optional<std::string> unseal(const std::string& server_secret, std::string_view sealed) {
    if (sealed.empty()) return std::string();
    if (sealed.size() > kMaxSealed) return std::nullopt;
    std::string box(sealed.size(), '\0');
    std::size_t size = 0;
    auto* bytes = reinterpret_cast<unsigned char*>(box.data());
    constexpr auto kOverhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (sodium_base642bin(bytes, box.size(), sealed.data(), sealed.size(), nullptr, &size, nullptr, kVariant) != 0 ||
        size < kOverhead) {
        return std::nullopt;
    }
    const auto key = key_from(server_secret);
    std::string text(size - kOverhead, '\0');
    if (crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(text.data()), bytes + crypto_secretbox_NONCEBYTES,
                                   size - crypto_secretbox_NONCEBYTES, bytes, key.data()) != 0) {
        return std::nullopt;
    }
    return text;
}

}  // namespace wardcast::hub
