#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace wardcast {

// A SHA-256 hash (FIPS 180-4) of bytes that come bit by bit.
class Sha256 {
  public:
    using Hash = std::array<std::uint8_t, 32>;

    Sha256();
    Sha256& add(std::string_view bytes);
    // Of all that was added. Once; the object is used up.
    [[nodiscard]] Hash finish();

    [[nodiscard]] static Hash of(std::string_view bytes) { return Sha256().add(bytes).finish(); }

  private:
    // libsodium's state, so that its header stays out of ours; sized and checked in the source.
    alignas(64) std::array<unsigned char, 128> state_{};
};

// The hash as bytes, for hashing and signing on.
[[nodiscard]] inline std::string_view as_bytes(const Sha256::Hash& hash) {
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

// Small letters, two digits a byte.
[[nodiscard]] std::string to_hex(std::string_view bytes);

}  // namespace wardcast
