#include "http/request.h"

#include <algorithm>

#include <boost/beast/http/rfc7230.hpp>

namespace wardcast::http {
namespace {

std::string_view value_of(const std::vector<std::pair<std::string, std::string>>& pairs, std::string_view name) {
    for (const auto& [key, value] : pairs) {
        if (key == name) return value;
    }
    return {};
}

char to_lower(char letter) noexcept {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

}  // namespace

std::string_view Request::param(std::string_view name) const noexcept {
    return value_of(params, name);
}

std::string_view Request::query_value(std::string_view name) const noexcept {
    return value_of(query, name);
}

bool Request::has_query(std::string_view name) const noexcept {
    return std::any_of(query.begin(), query.end(), [&](const auto& pair) { return pair.first == name; });
}

std::string Request::query_string() const {
    std::string joined;
    for (const auto& [key, value] : query) {
        if (!joined.empty()) joined += '&';
        joined += key;
        if (!value.empty()) joined += '=' + value;
    }
    return joined;
}

std::string Request::media_type() const {
    std::string type = content_type.substr(0, content_type.find(';'));
    while (!type.empty() && type.back() == ' ')
        type.pop_back();
    std::transform(type.begin(), type.end(), type.begin(), to_lower);
    return type;
}

bool Request::accepts_gzip() const {
    // RFC 9110 section 12.5.3; "gzip;q=0" refuses it.
    for (const auto& coding : boost::beast::http::ext_list(accept_encoding)) {
        if (!boost::beast::iequals(coding.first, "gzip") && coding.first != "*") continue;
        for (const auto& parameter : coding.second) {
            if (parameter.first != "q") continue;
            if (parameter.second.find_first_of("123456789") == boost::beast::string_view::npos) return false;
        }
        return true;
    }
    return false;
}

std::string Request::own_origin() const {
    return (secure ? "https://" : "http://") + host;
}

bool is_plain_host(std::string_view host) noexcept {
    if (host.empty() || host.size() > 255) return false;
    return std::all_of(host.begin(), host.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '.' || letter == '-' || letter == ':' || letter == '[' ||
               letter == ']' || letter == '_';
    });
}

}  // namespace wardcast::http
