#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/request.h"
#include "hub/access.h"
#include "meeting/role.h"

namespace wardcast::http {

// What a request or a hello shows of who is asking. docs/protocol.md section 1.
struct Credentials {
    std::string_view token;   // A Bearer token, or `token` of hello: a role token or a keep. Empty: none.
    std::string_view as;      // The role whose cookie counts; empty: resident.
    std::string_view cookie;  // The Cookie header.
};

// Who it is.
struct Identity {
    meeting::Actor actor;
    std::string keep;       // Residents: the signed form of their id.
    bool is_fresh = false;  // A resident never seen before: worth a cookie.
};

// Nothing when the token opens nothing, `as` is no role, or its cookie is missing or wrong. A resident without a valid
// cookie becomes a fresh one.
[[nodiscard]] std::optional<Identity> identify(const hub::Access& access, const meeting::Slug& slug,
                                               const Credentials& credentials);

// Whether the browser holds the cookie of this role.
[[nodiscard]] bool holds_role(const hub::Access& access, const meeting::Slug& slug, meeting::Role role,
                              std::string_view cookie);
// Whether this is one of those who prepare a meeting: they see it while it is rehearsed.
[[nodiscard]] bool prepares_meeting(meeting::Role role) noexcept;
[[nodiscard]] bool is_officer(const hub::Access& access, const Request& request);

// The token of "Authorization: Bearer TOKEN" (RFC 6750 section 2.1); empty when there is none.
[[nodiscard]] std::string_view bearer_token(std::string_view authorization) noexcept;

// A meeting's name as links have it. What is not one never reaches the hub.
[[nodiscard]] std::optional<meeting::Slug> slug_from(std::string_view text);

// Whether the request comes from a page of this server, or shows a Bearer token and no Origin at all: what anything
// that changes something must do, so that no other site can act with a browser's cookies.
[[nodiscard]] bool may_change(const Request& request, std::string_view public_url);
// Whether an Origin header names this server.
[[nodiscard]] bool is_own_origin(const Request& request, std::string_view public_url);

}  // namespace wardcast::http
