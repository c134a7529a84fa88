#pragma once

#include <array>
#include <string>
#include <string_view>

namespace wardcast {

// A server's key pair for saying "this is what I wrote" (Ed25519, RFC 8032), which everybody can check with the public
// half. Derived from the server's secret, so that it is backed up and restored with it.
//
// Threads: any.
class SigningKey {
  public:
    // secret: 32 bytes. purpose: what is signed with it, so that each kind of thing has a key of its own; at least one
    // character.
    SigningKey(std::string_view secret, std::string_view purpose);

    // 64 bytes.
    [[nodiscard]] std::string sign(std::string_view message) const;
    // 32 bytes.
    [[nodiscard]] std::string public_key() const;

  private:
    std::array<unsigned char, 64> key_{};  // The seed and the public half, as libsodium keeps them.
};

// Whether the holder of the key signed the message. False for a key or signature of the wrong length, too.
[[nodiscard]] bool is_signed(std::string_view message, std::string_view signature, std::string_view public_key);

// Standard base64 with padding (RFC 4648 section 4), and back; empty when it is none.
[[nodiscard]] std::string to_base64(std::string_view bytes);
[[nodiscard]] std::string from_base64(std::string_view text);

}  // namespace wardcast
