#include "social/url.h"

#include <curl/curl.h>
#include <memory>

namespace wardcast::social {
namespace {

struct CloseUrl {
    void operator()(CURLU* url) const noexcept { curl_url_cleanup(url); }
};
using UrlHandle = std::unique_ptr<CURLU, CloseUrl>;

std::optional<std::string> part(CURLU* url, CURLUPart which, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url, which, &text, flags) != CURLUE_OK) return std::nullopt;
    std::string copy(text);
    curl_free(text);
    return copy;
}

std::string default_port(const std::string& scheme) {
    return scheme == "https" || scheme == "wss" ? "443" : "80";
}

}  // namespace

std::string Url::origin() const {
    return scheme + "://" + host + ":" + port;
}

std::optional<Url> parse_url(std::string_view text) {
    if (text.size() > 4096) return std::nullopt;
    const UrlHandle handle(curl_url());
    const std::string copy(text);
    // Non-support: whether this libcurl speaks ws is of no interest here.
    if (!handle || copy.find('\0') != std::string::npos ||
        curl_url_set(handle.get(), CURLUPART_URL, copy.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
        return std::nullopt;
    }
    Url url;
    url.scheme = part(handle.get(), CURLUPART_SCHEME).value_or("");
    if (url.scheme != "http" && url.scheme != "https" && url.scheme != "ws" && url.scheme != "wss") return std::nullopt;
    if (part(handle.get(), CURLUPART_USER) || part(handle.get(), CURLUPART_PASSWORD)) return std::nullopt;
    url.host = part(handle.get(), CURLUPART_HOST).value_or("");
    for (char& letter : url.host) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    if (url.host.starts_with('[') && url.host.ends_with(']')) url.host = url.host.substr(1, url.host.size() - 2);
    // libcurl has decoded it; what is still encoded in it would be decoded once more where it is used.
    if (url.host.empty() || url.host.find('%') != std::string::npos) return std::nullopt;
    url.port = part(handle.get(), CURLUPART_PORT).value_or(default_port(url.scheme));
    url.target = part(handle.get(), CURLUPART_PATH).value_or("/");
    if (url.target.empty()) url.target = "/";
    if (const auto query = part(handle.get(), CURLUPART_QUERY)) url.target += "?" + *query;
    return url;
}

std::string safe_link(std::string_view text) {
    const auto url = parse_url(text);
    return url && (url->scheme == "http" || url->scheme == "https") ? std::string(text) : std::string();
}

std::optional<std::string> server_url(std::string_view text) {
    while (text.ends_with('/'))
        text.remove_suffix(1);
    const auto url =
        parse_url(text.find("://") == std::string_view::npos ? "https://" + std::string(text) : std::string(text));
    if (!url || url->target != "/" || (url->scheme != "http" && url->scheme != "https")) return std::nullopt;
    const bool bare_v6 = url->host.find(':') != std::string::npos;
    const auto host = bare_v6 ? "[" + url->host + "]" : url->host;
    return url->scheme + "://" + host + (url->port == default_port(url->scheme) ? "" : ":" + url->port);
}

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    constexpr std::string_view kHex = "0123456789ABCDEF";
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                           (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == '.' || byte == '~';
        if (plain) {
            encoded += letter;
        } else {
            encoded += '%';
            encoded += kHex[byte >> 4U];
            encoded += kHex[byte & 0xfU];
        }
    }
    return encoded;
}

std::string query_of(const std::vector<std::pair<std::string, std::string>>& parameters) {
    std::string query;
    for (const auto& [name, value] : parameters) {
        if (value.empty()) continue;
        query += query.empty() ? "?" : "&";
        query += percent_encoded(name) + "=" + percent_encoded(value);
    }
    return query;
}

}  // namespace wardcast::social
