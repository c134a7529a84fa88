#pragma once

#include <optional>
#include <string>
#include <string_view>

// Secrets of others that the log has to carry, such as a token for an outside service, locked under the server's own
// secret (XSalsa20-Poly1305 of libsodium): neither the log nor an export of it gives them away.
namespace wardcast::hub {

// base64url; a fresh nonce each time. Empty stays empty.
[[nodiscard]] std::string seal(const std::string& server_secret, std::string_view text);
// Nothing where it was not sealed under this secret.
[[nodiscard]] std::optional<std::string> unseal(const std::string& server_secret, std::string_view sealed);

}  // namespace wardcast::hub
