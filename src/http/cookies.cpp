#include "http/cookies.h"

namespace wardcast::http {

std::string role_cookie(const meeting::Slug& slug, meeting::Role role) {
    return "wc_" + std::string(to_string(role)) + "_" + slug.str();
}

std::optional<std::string_view> cookie_value(std::string_view header, std::string_view name) noexcept {
    while (!header.empty()) {
        const auto end = header.find(';');
        std::string_view pair = header.substr(0, end);
        header = end == std::string_view::npos ? std::string_view{} : header.substr(end + 1);

        while (!pair.empty() && pair.front() == ' ')
            pair.remove_prefix(1);
        while (!pair.empty() && pair.back() == ' ')
            pair.remove_suffix(1);
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
    }
    return std::nullopt;
}

std::string set_cookie(std::string_view name, std::string_view value, std::chrono::seconds age, Transport transport) {
    std::string cookie(name);
    cookie += '=';
    cookie += value;
    cookie += "; Path=/; Max-Age=" + std::to_string(age.count()) + "; HttpOnly; SameSite=Lax";
    if (transport == Transport::Tls) cookie += "; Secure";
    return cookie;
}

}  // namespace wardcast::http
