#include "base/sha256.h"

#include <sodium.h>

namespace wardcast {
namespace {

crypto_hash_sha256_state* state_of(std::array<unsigned char, 128>& bytes) {
    static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(bytes));
    static_assert(alignof(crypto_hash_sha256_state) <= 64);
    return reinterpret_cast<crypto_hash_sha256_state*>(bytes.data());
}

}  // namespace

Sha256::Sha256() {
    crypto_hash_sha256_init(state_of(state_));
}

Sha256& Sha256::add(std::string_view bytes) {
    crypto_hash_sha256_update(state_of(state_), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    return *this;
}

Sha256::Hash Sha256::finish() {
    Hash hash{};
    crypto_hash_sha256_final(state_of(state_), hash.data());
    return hash;
}

std::string to_hex(std::string_view bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    text.pop_back();
    return text;
}

}  // namespace wardcast
