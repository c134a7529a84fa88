#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "http/client_message.h"

namespace wardcast::http {

// How a camera begins on the media socket. docs/protocol.md section 4.6.
struct PublishMessage {
    std::string token;  // Empty: the cookie counts.
    std::string mime;   // Empty: not said.
    std::string camera = "main";
    bool takeover = false;
};

// Unreadable: not a small JSON object. Misfit: another type, or a camera that no meeting can have.
[[nodiscard]] std::variant<PublishMessage, Misfit, Unreadable> read_publish_message(std::string_view text,
                                                                                    std::size_t max_bytes);

}  // namespace wardcast::http
