#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "http/ice_server.h"

namespace wardcast::http {

// Where to listen. Port 0 takes a free one; Server::endpoints() names it.
struct ListenAddress {
    std::string address;  // "0.0.0.0", "::", "127.0.0.1", …: an IPv4 or IPv6 address, no name.
    std::uint16_t port = 0;
    bool tls = false;
};

// How much one client, one network or one worker may hold. docs/protocol.md section 2.8.
struct Bounds {
    std::size_t frame_bytes = 16 * 1024;          // One message from a client.
    std::size_t body_bytes = 64 * 1024;           // One request's body.
    std::size_t picture_bytes = 8 * 1024 * 1024;  // A picture that a clerk sends.
    std::size_t queued_frames = 64;               // Waiting for a slow reader…
    std::size_t queued_bytes = 1024 * 1024;       // …whichever comes first.
    std::size_t sockets_per_network = 2'000;      // WebSockets; more get 503.
    std::size_t connections_per_network = 8'000;  // TCP connections of any kind; more are closed at once.
    std::size_t letters_per_worker = 100'000;     // In a worker's mailbox; more frames are dropped, meetings rejoined.
    std::uint64_t open_files = 262'144;           // The limit that is asked of the system at start.
    std::chrono::seconds drained_after_refusal{2};  // How long the body of a refused request is still swallowed…
    std::size_t drained_bytes = 4 * 1024 * 1024;  // …and how much of it, so that the client gets to read the answer.
};

// How long things may take. Tests shorten them.
struct Durations {
    std::chrono::seconds headers{10};               // For a request's headers; whole seconds.
    std::chrono::milliseconds body{30'000};         // For its body.
    std::chrono::milliseconds answer{30'000};       // For a handler that answers later; then 503.
    std::chrono::milliseconds stalled{30'000};      // For a client that reads nothing of an HTTP answer.
    std::chrono::milliseconds keep_alive{65'000};   // An idle connection; longer than the 60 s of common proxies.
    std::chrono::milliseconds hello{10'000};        // From the upgrade to the first message; then close 1008.
    std::chrono::milliseconds slow_reader{30'000};  // A WebSocket that reads nothing; then close 1013.
    std::chrono::milliseconds ping{30'000};         // After so long without a word from the client, a ping…
    std::chrono::milliseconds pong{30'000};         // …and after so much more, the connection is gone.
    std::chrono::milliseconds closing{5'000};       // For the closing handshake.
    std::chrono::milliseconds shutdown{1'000};      // For all closing handshakes together when the server stops.
    std::chrono::milliseconds tick{250};            // How often a worker looks at the times above.
};

// Something that must work for /readyz to say so: the store, the media side.
struct ReadyCheck {
    std::string name;
    std::function<Result<void>()> check;  // May block for milliseconds; called on the acceptor's thread.
};

struct ServerSettings {
    std::vector<ListenAddress> listen;
    std::filesystem::path certificate;  // PEM, with chain; needed when a listener has TLS.
    std::filesystem::path key;
    std::filesystem::path web_root;  // The front end's build: home.html, watch.html, …, assets/.
    std::size_t workers = 0;         // 0: as many as cores.
    std::string public_url;          // "https://ask.example": how people reach this server. Empty: as they asked.
    // Reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.
    std::vector<std::string> trusted_proxies = {"127.0.0.1", "::1"};
    std::vector<IceServer> ice_servers;  // That cameras and viewers of the shortest delay are told of.
    // Where the RTMP server beside us listens, "127.0.0.1:1935"; empty: there is none.
    std::string rtmp_address;
    bool hsts = false;  // Strict-Transport-Security on TLS answers: only when everybody always comes by TLS.
    std::vector<ReadyCheck> ready;
    // What this server signs, and the Ed25519 key to check it with, 32 bytes; told at /.well-known/wardcast-key.json.
    std::vector<std::pair<std::string, std::string>> public_keys;
    Bounds bounds;
    Durations durations;
};

}  // namespace wardcast::http
