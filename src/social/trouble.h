#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace wardcast::social {

// Why an outside service gave nothing, in words for the clerk: cause and cure, no secret, no markup.
struct Trouble {
    enum class Kind {
        Passing,      // It may work by itself later.
        NeedsPerson,  // It will not until somebody changes something: a token, an address.
        TooSoon,      // Nobody was asked: our own budget for this host is used up for now.
    };
    Kind kind = Kind::Passing;
    std::string words;  // English, for logs and programs.
    // The same for pages, which say it in their reader's language: what is wrong (docs/protocol.md section 2.6), and
    // about which host, address or number, where there is one.
    std::string code = {};
    std::string about = {};
    int status = 0;                                                       // HTTP status where there was one.
    std::optional<std::chrono::milliseconds> retry_after = std::nullopt;  // What the service asks for.
};

// The outcome of asking an outside service.
template <class T>
using Outcome = tl::expected<T, Trouble>;

[[nodiscard]] inline tl::unexpected<Trouble> passing(std::string code, std::string about, std::string words) {
    return tl::unexpected<Trouble>(Trouble{
        .kind = Trouble::Kind::Passing, .words = std::move(words), .code = std::move(code), .about = std::move(about)});
}
[[nodiscard]] inline tl::unexpected<Trouble> needs_person(std::string code, std::string about, std::string words) {
    return tl::unexpected<Trouble>(Trouble{.kind = Trouble::Kind::NeedsPerson,
                                           .words = std::move(words),
                                           .code = std::move(code),
                                           .about = std::move(about)});
}

}  // namespace wardcast::social
