#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/json.h"
#include "hub/hub.h"

namespace wardcast::http {

// What a client says on its WebSocket. docs/protocol.md sections 2.1 and 2.7.
struct Hello {
    std::optional<std::uint64_t> since;
    std::string as;
    std::string token;
};

// Not JSON, or not UTF-8, or nested too deep: the connection is closed with 1007.
struct Unreadable {
    std::string reason;
};

// JSON that is no message of ours: answered `refused` with `bad_message`, and the connection goes on.
struct Misfit {
    std::string id;  // Of the command, where it can be read.
    std::string reason;
};

using ClientMessage = std::variant<Hello, hub::CommandRequest, Misfit, Unreadable>;

[[nodiscard]] ClientMessage read_client_message(std::string_view text, std::size_t max_bytes);

// The members `id`, `command` and `data` of a command, on the socket or in a body.
[[nodiscard]] std::variant<hub::CommandRequest, Misfit> read_command(const Json& message);

// {"type":"refused",…}; without an id where the client gave none.
[[nodiscard]] Json refused_message(const std::string& id, std::string_view code, std::string_view message);

// A UUID in its usual form (RFC 9562 section 4), any version.
[[nodiscard]] bool is_uuid(std::string_view text) noexcept;
[[nodiscard]] std::string random_uuid();  // Version 4.

}  // namespace wardcast::http
