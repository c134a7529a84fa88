#include "media/relay_address.h"

#include <charconv>
#include <memory>
#include <utility>

#include "media/uri.h"

namespace wardcast::media {

namespace {

constexpr std::uint16_t kRtmpPort = 1935, kRtmpsPort = 443;
constexpr std::size_t kLeastPassphrase = 10, kMostPassphrase = 79;  // SRTO_PASSPHRASE
constexpr std::size_t kMostStreamId = 512;                          // SRTO_STREAMID
constexpr int kMostLatency = 8000;

struct TableUnref {
    void operator()(GHashTable* table) const noexcept { g_hash_table_unref(table); }
};
using Table = std::unique_ptr<GHashTable, TableUnref>;

std::uint16_t port(GUri* uri, std::uint16_t otherwise) {
    const int port = g_uri_get_port(uri);
    return port > 0 ? static_cast<std::uint16_t>(port) : otherwise;
}

// Empty where it cannot be decoded.
std::string decoded(const std::string& part) {
    gchar* plain = g_uri_unescape_string(part.c_str(), nullptr);
    auto text = uri_text(plain);
    g_free(plain);
    return g_utf8_validate(text.data(), static_cast<gssize>(text.size()), nullptr) != FALSE ? text : std::string();
}

Result<RelayAddress> rtmp(GUri* uri, bool tls, const std::string& key) {
    RtmpAddress rtmp{.tls = tls, .host = g_uri_get_host(uri), .port = port(uri, tls ? kRtmpsPort : kRtmpPort)};
    rtmp.user = uri_text(g_uri_get_user(uri));
    rtmp.password = uri_text(g_uri_get_password(uri));
    auto path = uri_text(g_uri_get_path(uri));
    path.erase(0, path.find_first_not_of('/'));
    while (path.ends_with('/'))
        path.pop_back();
    rtmp.application = decoded(path);
    rtmp.stream = key;
    if (key.empty()) {
        // Servers know one level of applications; what follows the last '/' is the stream, with its query.
        const auto slash = path.rfind('/');
        rtmp.application = decoded(path.substr(0, slash));
        rtmp.stream = slash == std::string::npos ? "" : decoded(path.substr(slash + 1));
        if (const auto query = uri_text(g_uri_get_query(uri)); !query.empty()) rtmp.stream += "?" + query;
    }
    if (rtmp.application.empty() || rtmp.stream.empty()) {
        return failure(ErrorKind::BadInput,
                       "an RTMP target has an application at the end of its address, and a stream key: "
                       "rtmps://a.rtmps.youtube.com/live2 and the key");
    }
    return rtmp;
}

Result<RelayAddress> srt(GUri* uri, const std::string& key) {
    SrtAddress srt{.host = g_uri_get_host(uri), .port = port(uri, 0)};
    if (srt.port == 0) {
        return failure(ErrorKind::BadInput, "an SRT target needs its port: srt://ward.example:9000");
    }
    if (const gchar* query = g_uri_get_query(uri)) {
        const Table words(g_uri_parse_params(query, -1, "&", G_URI_PARAMS_NONE, nullptr));
        if (words == nullptr) return failure(ErrorKind::BadInput, "what follows '?' in the address cannot be read");
        const auto word = [&](const char* name) {
            return uri_text(static_cast<const gchar*>(g_hash_table_lookup(words.get(), name)));
        };
        srt.stream_id = word("streamid");
        srt.passphrase = word("passphrase");
        if (const auto latency = word("latency"); !latency.empty()) {
            int ms = 0;
            std::from_chars(latency.data(), latency.data() + latency.size(), ms);
            if (ms < 1 || ms > kMostLatency) {
                return failure(ErrorKind::BadInput, "latency is a number of milliseconds, at most 8000");
            }
            srt.latency = std::chrono::milliseconds(ms);
        }
    }
    if (!key.empty()) srt.stream_id = key;
    if (!srt.passphrase.empty() &&
        (srt.passphrase.size() < kLeastPassphrase || srt.passphrase.size() > kMostPassphrase)) {
        return failure(ErrorKind::BadInput, "an SRT passphrase has 10 to 79 characters");
    }
    if (srt.stream_id.size() > kMostStreamId) {
        return failure(ErrorKind::BadInput, "an SRT stream id has at most 512 characters");
    }
    return srt;
}

}  // namespace

Result<RelayAddress> parse_relay_address(const std::string& address, const std::string& key) {
    // What is shown of an address ends at the second '/' of its path; an encoded one must not cut it elsewhere here.
    constexpr auto kFlags =
        static_cast<GUriFlags>(G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_PATH | G_URI_FLAGS_ENCODED_QUERY);
    const UriPtr uri = parse_uri(address, kFlags);
    if (uri != nullptr && !uri_text(g_uri_get_host(uri.get())).empty()) {
        const std::string scheme = g_uri_get_scheme(uri.get());
        if (scheme == "srt") return srt(uri.get(), key);
        if (scheme == "rtmp" || scheme == "rtmps") return rtmp(uri.get(), scheme == "rtmps", key);
    }
    return failure(ErrorKind::BadInput, "the address begins with rtmp://, rtmps:// or srt:// and names a host");
}

const std::string& host_of(const RelayAddress& address) {
    return std::visit([](const auto& one) -> const std::string& { return one.host; }, address);
}

std::uint16_t port_of(const RelayAddress& address) {
    return std::visit([](const auto& one) { return one.port; }, address);
}

}  // namespace wardcast::media
