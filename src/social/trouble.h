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
    std::string words;
    int status = 0;                                                       // HTTP status where there was one.
    std::optional<std::chrono::milliseconds> retry_after = std::nullopt;  // What the service asks for.
};

// The outcome of asking an outside service.
template <class T>
using Outcome = tl::expected<T, Trouble>;

[[nodiscard]] inline tl::unexpected<Trouble> passing(std::string words) {
    return tl::unexpected<Trouble>(Trouble{Trouble::Kind::Passing, std::move(words)});
}
[[nodiscard]] inline tl::unexpected<Trouble> needs_person(std::string words) {
    return tl::unexpected<Trouble>(Trouble{Trouble::Kind::NeedsPerson, std::move(words)});
}

}  // namespace wardcast::social
