#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/network.h"

namespace wardcast::http {

// One HTTP request as the handlers see it. A plain value: it outlives its connection.
struct Request {
    std::string method;  // "GET", …
    std::string path;    // Percent-decoded, without dot segments; the parser has removed them.
    std::vector<std::pair<std::string, std::string>> query;   // Decoded, in order.
    std::vector<std::pair<std::string, std::string>> params;  // What the route's {name}s matched.

    // Header values; empty where the client sent none.
    std::string host;
    std::string origin;
    std::string cookie;
    std::string authorization;
    std::string content_type;
    std::string accept_encoding;
    std::string accept_language;
    std::string if_none_match;
    std::string if_match;
    std::string webhook_id;  // These three: Standard Webhooks. Not seen over HTTP/2.
    std::string webhook_timestamp;
    std::string webhook_signature;
    std::string range;
    std::string if_range;

    std::string body;

    Network network;      // Of the client; behind a trusted proxy, as the proxy says.
    bool secure = false;  // The client came by TLS, here or at a trusted proxy.

    [[nodiscard]] std::string_view param(std::string_view name) const noexcept;
    // The first value of a query parameter; empty when absent.
    [[nodiscard]] std::string_view query_value(std::string_view name) const noexcept;
    [[nodiscard]] bool has_query(std::string_view name) const noexcept;
    [[nodiscard]] std::string query_string() const;  // Joined by '&' again.

    // The media type without parameters, in small letters.
    [[nodiscard]] std::string media_type() const;
    [[nodiscard]] bool accepts_gzip() const;
    // "https://ask.example": how the client addressed this server.
    [[nodiscard]] std::string own_origin() const;
};

// Whether a Host header is one that may be repeated in pages and links: a name or address, with or without port.
[[nodiscard]] bool is_plain_host(std::string_view host) noexcept;

}  // namespace wardcast::http
