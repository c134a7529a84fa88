#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wardcast::media {

// The same host candidate (RFC 8839 section 5.1) at the address under which a router or a cloud passes traffic on to
// us, port for port: what a camera outside has to be told. Nothing for what such a router does not pass on: candidates
// of the other address family, of another type, and those that only connect outwards (tcptype active).
[[nodiscard]] std::optional<std::string> announced_candidate(std::string_view candidate, std::string_view address);

}  // namespace wardcast::media
