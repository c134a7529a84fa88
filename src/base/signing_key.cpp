#include "base/signing_key.h"

#include <sodium.h>

namespace wardcast {
namespace {

const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

SigningKey::SigningKey(std::string_view secret, std::string_view purpose) {
    std::array<unsigned char, crypto_sign_SEEDBYTES> seed{};
    crypto_generichash(seed.data(), seed.size(), raw(purpose), purpose.size(), raw(secret), secret.size());
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> unused{};  // The secret half holds it as well.
    static_assert(crypto_sign_SECRETKEYBYTES == sizeof(key_));
    crypto_sign_seed_keypair(unused.data(), key_.data(), seed.data());
    sodium_memzero(seed.data(), seed.size());
}

std::string SigningKey::sign(std::string_view message) const {
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr, raw(message), message.size(),
                         key_.data());
    return signature;
}

std::string SigningKey::public_key() const {
    std::string key(crypto_sign_PUBLICKEYBYTES, '\0');
    crypto_sign_ed25519_sk_to_pk(reinterpret_cast<unsigned char*>(key.data()), key_.data());
    return key;
}

bool is_signed(std::string_view message, std::string_view signature, std::string_view public_key) {
    return signature.size() == crypto_sign_BYTES && public_key.size() == crypto_sign_PUBLICKEYBYTES &&
           crypto_sign_verify_detached(raw(signature), raw(message), message.size(), raw(public_key)) == 0;
}

std::string to_base64(std::string_view bytes) {
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return text;
}

std::string from_base64(std::string_view text) {
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    const bool decoded = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                                           text.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL) == 0;
    bytes.resize(decoded ? size : 0);
    return bytes;
}

}  // namespace wardcast
