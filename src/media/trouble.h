#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "base/result.h"

namespace wardcast::media {

// Why a camera cannot be fetched or a relay's target takes nothing: cause and cure, without secrets. Empty where
// nothing is wrong.
struct Trouble {
    std::string words;  // English, for logs and programs.
    // The same for pages, which say it in their reader's language: what is wrong (docs/protocol.md section 2.6), and
    // about which host, device, file or foreign word, where there is one.
    std::string code = {};
    std::string about = {};

    [[nodiscard]] bool empty() const noexcept { return words.empty(); }
    bool operator==(const Trouble&) const = default;
};

// The outcome of fetching or sending something.
template <class T>
using Outcome = tl::expected<T, Trouble>;

// What nobody can translate: a library's own words. before: what stands in front of them in English.
[[nodiscard]] inline Trouble untold(const std::string& said, std::string_view before = {}) {
    return {.words = std::string(before) + said, .code = "failed", .about = said};
}

// An address that was taken once and is not understood any more.
[[nodiscard]] inline Trouble bad_address(const Error& error) {
    return {.words = error.message, .code = "bad_address"};
}

}  // namespace wardcast::media
