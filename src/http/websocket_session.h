#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "base/bytes.h"
#include "http/connection.h"
#include "http/session_index.h"
#include "meeting/role.h"

struct lws;

namespace wardcast::http {

// What is needed only until the hello: the browser's cookies decide which roles it may claim.
struct Arrival {
    std::string cookie;
};

// Frames that wait for a slow reader. Exists only while there are any, or while the reader is blocked.
struct Backlog {
    std::deque<SharedBytes> frames;
    std::size_t bytes = 0;
};

// One WebSocket. Idle ones are many, so everything that only some need hangs on a pointer.
// Threads: the worker's.
struct WebSocketSession : Member {
    enum class State : std::uint8_t {
        Greeting,  // Waits for hello.
        Joining,   // Waits for the hub's welcome.
        Joined,    // Hears its meeting.
        Overrun,   // Its queue was dropped; joins anew when it reads again.
        Closing,   // A close frame is on its way.
    };

    lws* wsi = nullptr;
    Connection* connection = nullptr;
    std::uint64_t number = 0;
    State state = State::Greeting;
    meeting::Role role = meeting::Role::Resident;
    bool is_pinged = false;
    bool is_close_sent = false;
    std::uint16_t close_code = 0;  // With which it is being closed; 0 while it is not, or by the peer.
    meeting::Slug slug;
    std::string keep;
    std::unique_ptr<Arrival> arrival;
    std::unique_ptr<std::string> partial;  // The pieces of a message so far.
    std::unique_ptr<Backlog> backlog;
    Instant since;  // When the state began; for Joined, when the client was last heard.
    Instant blocked_since;
};

}  // namespace wardcast::http
