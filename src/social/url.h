#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wardcast::social {

// The parts of an absolute http, https, ws or wss address, as libcurl reads it (RFC 3986).
struct Url {
    std::string scheme;
    std::string host;    // In small letters; IPv6 addresses without brackets.
    std::string port;    // Always there.
    std::string target;  // Path and query, at least "/".

    [[nodiscard]] bool is_tls() const { return scheme == "https" || scheme == "wss"; }
    [[nodiscard]] std::string origin() const;  // "https://host:port", by which budgets go.
};

// Nothing where it is no such address, or has a user name in it: those are there to deceive.
[[nodiscard]] std::optional<Url> parse_url(std::string_view text);

// A link fit to be shown and followed: http or https and parseable; else empty.
[[nodiscard]] std::string safe_link(std::string_view text);

// The server that somebody named, as "https://host" without a slash at the end: a bare name gets https. Nothing where
// it cannot be one.
[[nodiscard]] std::optional<std::string> server_url(std::string_view text);

// For the path or query of a URL: RFC 3986 section 2.1.
[[nodiscard]] std::string percent_encoded(std::string_view text);

// "?name=value&…", encoded; empty values are left out.
[[nodiscard]] std::string query_of(const std::vector<std::pair<std::string, std::string>>& parameters);

}  // namespace wardcast::social
