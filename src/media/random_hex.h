#pragma once

#include <array>
#include <cstddef>
#include <string>

#include <sodium.h>

namespace wardcast::media {

// So many random bytes as hexadecimal digits, from the system's generator. After sodium_init().
template <std::size_t kBytes>
[[nodiscard]] std::string random_hex() {
    std::array<unsigned char, kBytes> bytes;
    std::array<char, kBytes * 2 + 1> text;
    randombytes_buf(bytes.data(), bytes.size());
    return sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
}

}  // namespace wardcast::media
