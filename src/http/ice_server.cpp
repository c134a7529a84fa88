#include "http/ice_server.h"

#include <algorithm>
#include <array>
#include <chrono>

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace wardcast::http {
namespace {

// Longer than any meeting: a browser asks the TURN server again and again with what it was told at first.
constexpr std::chrono::hours kCredentialsFor{12};

// Nothing that would end the header's value or its quotes.
bool is_plain(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](const char letter) {
        constexpr std::string_view kSpecial = "<>\"\\|, ";
        return letter > ' ' && letter < '\x7f' && kSpecial.find(letter) == std::string_view::npos;
    });
}

std::string base64(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int length =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::string hmac_sha1(std::string_view secret, std::string_view message) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(message.data()), message.size(), digest.data(), &length);
    return {reinterpret_cast<const char*>(digest.data()), length};
}

}  // namespace

Result<IceServer> IceServer::parse(std::string_view text) {
    const auto first = std::min(text.find('|'), text.size());
    IceServer server{std::string(text.substr(0, first)), "", ""};
    const bool is_stun = server.uri.starts_with("stun:") || server.uri.starts_with("stuns:");
    const bool is_turn = server.uri.starts_with("turn:") || server.uri.starts_with("turns:");
    const auto wrong = [] {
        return failure(
            ErrorKind::BadInput,
            "write stun:HOST:PORT, or turn:HOST:PORT?transport=udp|USER|SECRET with the secret that the TURN "
            "server shares (coturn: static-auth-secret)");
    };
    if (!(is_stun || is_turn) || !is_plain(server.uri)) return wrong();
    if (is_stun) return first == text.size() ? Result<IceServer>(std::move(server)) : wrong();
    if (first == text.size()) return wrong();
    const auto second = text.find('|', first + 1);
    if (second == std::string_view::npos) return wrong();
    server.user = text.substr(first + 1, second - first - 1);
    server.secret = text.substr(second + 1);
    if (!is_plain(server.user) || server.secret.empty()) return wrong();
    return server;
}

std::string link_to(const IceServer& server, Timestamp now) {
    std::string link = "<" + server.uri + ">; rel=\"ice-server\"";
    if (server.secret.empty()) return link;
    const auto until = std::chrono::duration_cast<std::chrono::seconds>((now + kCredentialsFor).time_since_epoch());
    const std::string name = std::to_string(until.count()) + ":" + server.user;
    return link + "; username=\"" + name + "\"; credential=\"" + base64(hmac_sha1(server.secret, name)) +
           "\"; credential-type=\"password\"";
}

}  // namespace wardcast::http
