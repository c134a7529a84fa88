#pragma once

#include <string>
#include <utility>

#include "media/whip.h"

// What is answered where WHIP or WHEP cannot do what was asked.
namespace wardcast::media {

[[nodiscard]] inline tl::unexpected<WhipError> refuse(int status, std::string code, std::string message) {
    return tl::unexpected(WhipError{status, std::move(code), std::move(message)});
}

[[nodiscard]] inline tl::unexpected<WhipError> no_such_session() {
    return refuse(404, "not_found", "There is no such session, or no longer.");
}

}  // namespace wardcast::media
