#pragma once

#include <cstdint>
#include <functional>

#include "http/connection.h"
#include "http/outcome.h"
#include "http/request.h"
#include "http/router.h"

struct lws;

namespace wardcast::http {

// One request and its answer on the worker that owns the connection.
struct Exchange {
    enum class State {
        ReadingBody,  // Headers are here, the body is not.
        Waiting,      // A handler answers later.
        Held,         // A live HLS request for something not there yet.
        Ready,        // The answer is here; nothing of it has left.
        Sending,      // Part of it has left.
        Fetching,     // The same, and its next piece is being read from disk.
        Draining,     // It has left before the request's body was here: the rest of that is swallowed, then closed.
    };

    std::uint64_t number = 0;
    lws* wsi = nullptr;
    Connection* connection = nullptr;
    State state = State::Waiting;
    Request request;
    const Handler* handler = nullptr;
    Response response;
    std::size_t sent = 0;       // Bytes of the body, or of its piece at hand…
    std::uint64_t read = 0;     // …of which so many have been read from the source, this piece included.
    std::size_t most_body = 0;  // Bytes of the request's body that are taken.
    std::size_t drained = 0;    // Bytes of the request's body that came after a refusal.
    bool is_h2 = false;
    bool is_paused = false;  // Reading from the connection is stopped.
    bool has_unread_body = false;
    Hold hold;         // While it is held.
    Instant deadline;  // Of the state it is in.
};

}  // namespace wardcast::http
