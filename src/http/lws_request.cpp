#include "http/lws_request.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <libwebsockets.h>

namespace wardcast::http {
namespace {

struct MethodToken {
    lws_token_indexes token;
    const char* name;
};
constexpr std::array<MethodToken, 7> kMethods = {{{WSI_TOKEN_GET_URI, "GET"},
                                                  {WSI_TOKEN_POST_URI, "POST"},
                                                  {WSI_TOKEN_HEAD_URI, "HEAD"},
                                                  {WSI_TOKEN_OPTIONS_URI, "OPTIONS"},
                                                  {WSI_TOKEN_PUT_URI, "PUT"},
                                                  {WSI_TOKEN_PATCH_URI, "PATCH"},
                                                  {WSI_TOKEN_DELETE_URI, "DELETE"}}};

std::string header(lws* wsi, lws_token_indexes token) {
    const int length = lws_hdr_total_length(wsi, token);
    if (length <= 0) return {};
    std::string value(static_cast<std::size_t>(length) + 1, '\0');
    const int copied = lws_hdr_copy(wsi, value.data(), length + 1, token);
    value.resize(copied > 0 ? static_cast<std::size_t>(copied) : 0);
    return value;
}

// A header that libwebsockets does not know by itself; on HTTP/2 it drops those.
std::string custom_header(lws* wsi, std::string_view name_with_colon) {
    const int name_length = static_cast<int>(name_with_colon.size());
    const int length = lws_hdr_custom_length(wsi, name_with_colon.data(), name_length);
    if (length <= 0) return {};
    std::string value(static_cast<std::size_t>(length) + 1, '\0');
    const int copied = lws_hdr_custom_copy(wsi, value.data(), length + 1, name_with_colon.data(), name_length);
    value.resize(copied > 0 ? static_cast<std::size_t>(copied) : 0);
    return value;
}

// The query as libwebsockets keeps it: one decoded fragment for each "name=value".
std::vector<std::pair<std::string, std::string>> read_query(lws* wsi) {
    std::vector<std::pair<std::string, std::string>> query;
    for (int index = 0;; ++index) {
        const int length = lws_hdr_fragment_length(wsi, WSI_TOKEN_HTTP_URI_ARGS, index);
        if (length <= 0) break;
        std::string fragment(static_cast<std::size_t>(length) + 1, '\0');
        if (lws_hdr_copy_fragment(wsi, fragment.data(), length + 1, WSI_TOKEN_HTTP_URI_ARGS, index) < 0) break;
        fragment.resize(static_cast<std::size_t>(length));
        const auto equals = fragment.find('=');
        query.emplace_back(fragment.substr(0, equals),
                           equals == std::string::npos ? std::string() : fragment.substr(equals + 1));
    }
    return query;
}

std::string_view last_element(std::string_view list) {
    list = list.substr(list.rfind(',') + 1);
    while (!list.empty() && list.front() == ' ')
        list.remove_prefix(1);
    while (!list.empty() && list.back() == ' ')
        list.remove_suffix(1);
    return list;
}

}  // namespace

TrustedProxies::TrustedProxies(const std::vector<std::string>& addresses) {
    for (const std::string& address : addresses) {
        if (const auto network = Network::parse(address)) networks_.push_back(*network);
    }
}

bool TrustedProxies::contains(const Network& peer) const {
    return std::find(networks_.begin(), networks_.end(), peer) != networks_.end();
}

bool is_h2_stream(lws* wsi) {
    return lws_get_network_wsi(wsi) != wsi;
}

Request read_request(lws* wsi, const Connection& connection, const TrustedProxies& proxies) {
    Request request;
    for (const auto& [token, name] : kMethods) {
        if (lws_hdr_total_length(wsi, token) <= 0) continue;
        request.method = name;
        request.path = header(wsi, token);
        break;
    }
    request.query = read_query(wsi);
    request.host = header(wsi, is_h2_stream(wsi) ? WSI_TOKEN_HTTP_COLON_AUTHORITY : WSI_TOKEN_HOST);
    request.origin = header(wsi, WSI_TOKEN_ORIGIN);
    request.cookie = header(wsi, WSI_TOKEN_HTTP_COOKIE);
    request.authorization = header(wsi, WSI_TOKEN_HTTP_AUTHORIZATION);
    request.content_type = header(wsi, WSI_TOKEN_HTTP_CONTENT_TYPE);
    request.accept_encoding = header(wsi, WSI_TOKEN_HTTP_ACCEPT_ENCODING);
    request.accept_language = header(wsi, WSI_TOKEN_HTTP_ACCEPT_LANGUAGE);
    request.if_none_match = header(wsi, WSI_TOKEN_HTTP_IF_NONE_MATCH);
    request.if_match = header(wsi, WSI_TOKEN_HTTP_IF_MATCH);
    if (request.path.starts_with("/hooks/")) {
        request.webhook_id = custom_header(wsi, "webhook-id:");
        request.webhook_timestamp = custom_header(wsi, "webhook-timestamp:");
        request.webhook_signature = custom_header(wsi, "webhook-signature:");
    }
    request.range = header(wsi, WSI_TOKEN_HTTP_RANGE);
    request.if_range = header(wsi, WSI_TOKEN_HTTP_IF_RANGE);
    request.network = connection.network;
    request.secure = connection.tls;
    if (proxies.contains(connection.network)) {
        // The last entry is the proxy's own; those before it are whatever the client wrote.
        const std::string forwarded_for = header(wsi, WSI_TOKEN_X_FORWARDED_FOR);
        if (const auto network = Network::parse(last_element(forwarded_for))) request.network = *network;
        if (last_element(custom_header(wsi, "x-forwarded-proto:")) == "https") request.secure = true;
    }
    return request;
}

BodyLength read_body_length(lws* wsi, const Request& request) {
    // libwebsockets does not decode chunked bodies, and one that is taken for something else is how requests get
    // smuggled: RFC 9112 section 6.3 lets a server insist on a length.
    if (!is_h2_stream(wsi) && lws_hdr_total_length(wsi, WSI_TOKEN_HTTP_TRANSFER_ENCODING) > 0) return {0, 411};
    const std::string text = header(wsi, WSI_TOKEN_HTTP_CONTENT_LENGTH);
    if (text.empty()) {
        const bool has_body = request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
        return {0, has_body ? 411 : 0};
    }
    std::size_t bytes = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bytes);
    if (error != std::errc() || end != text.data() + text.size()) return {0, 400};
    return {bytes, 0};
}

std::string read_subprotocols(lws* wsi) {
    return header(wsi, WSI_TOKEN_PROTOCOL);
}

}  // namespace wardcast::http
