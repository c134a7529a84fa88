#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace wardcast::http {

// A STUN or TURN server that pages are told of: one that helps them out of networks which let nothing but it through.
struct IceServer {
    std::string uri;     // RFC 7064, RFC 7065: "stun:host:3478", "turn:host:3478?transport=udp".
    std::string user;    // TURN: stands in the user names that it is asked with.
    std::string secret;  // TURN: shared with it (coturn: static-auth-secret).

    // "stun:…" or "turn:…|user|secret".
    [[nodiscard]] static Result<IceServer> parse(std::string_view text);
};

// The value of a Link header (RFC 9725 section 4.6). TURN comes with credentials that work for a while: the user name
// is the second since 1970 at which they end and the user, the password HMAC-SHA1 of it under the secret
// (draft-uberti-behave-turn-rest), so that what a page was told is worth nothing the next day.
[[nodiscard]] std::string link_to(const IceServer& server, Timestamp now);

}  // namespace wardcast::http
