#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "meeting/ids.h"
#include "meeting/role.h"

namespace wardcast::http {

// The cookies that this server sets. docs/protocol.md section 1.
inline constexpr std::string_view kParticipantCookie = "wc_p";        // A resident's signed id.
inline constexpr std::string_view kOfficerCookie = "wc_officer";      // The officer's token.
inline constexpr std::chrono::hours kParticipantCookieAge{24 * 400};  // The longest that browsers keep.
inline constexpr std::chrono::hours kRoleCookieAge{24 * 30};

// "wc_chair_billesley": one browser may hold several roles of several meetings.
[[nodiscard]] std::string role_cookie(const meeting::Slug& slug, meeting::Role role);

// The value of one cookie in a Cookie header (RFC 6265 section 5.4); the first where a name stands twice.
[[nodiscard]] std::optional<std::string_view> cookie_value(std::string_view header, std::string_view name) noexcept;

enum class Transport { Plain, Tls };

// A Set-Cookie header's value: for the whole site, HttpOnly, SameSite=Lax, on TLS also Secure.
[[nodiscard]] std::string set_cookie(std::string_view name, std::string_view value, std::chrono::seconds age,
                                     Transport transport);

}  // namespace wardcast::http
