#pragma once

#include <chrono>
#include <cstdint>

#include "http/network.h"

struct lws;

namespace wardcast::http {

struct MediaSocket;
struct WebSocketSession;

// Durations and deadlines of the edge: a clock that is set must not move them.
using Instant = std::chrono::steady_clock::time_point;

// One TCP connection that a worker has adopted. Kept small: there are thousands of idle ones.
// Threads: the worker's.
struct Connection {
    lws* wsi = nullptr;  // Of the network connection; HTTP/2 streams have their own beside it.
    Network network;     // Of the peer, be it the client or a proxy.
    Network client;      // Of the client, once it is counted as a WebSocket of its network.
    bool tls = false;
    bool is_counted = false;
    WebSocketSession* session = nullptr;  // Once it has become a WebSocket.
    MediaSocket* media = nullptr;         // Once it has become a camera's.
    std::uint16_t exchanges = 0;          // Requests under way.
    std::uint32_t place = 0;              // In the worker's list.
    Instant idle_since;                   // Counts only while nothing is under way.
};

}  // namespace wardcast::http
