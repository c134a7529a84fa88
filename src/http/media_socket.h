#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>

#include "http/connection.h"
#include "media/stream_intake.h"
#include "meeting/ids.h"

struct lws;

namespace wardcast::http {

// One browser that sends its camera over a WebSocket. Threads: the worker's.
struct MediaSocket {
    enum class State : std::uint8_t {
        Greeting,  // Waits for publish.
        Asking,    // Hub and studio are asked.
        Live,      // Every binary message goes to the camera.
        Closing,   // A close frame is on its way.
    };

    lws* wsi = nullptr;
    Connection* connection = nullptr;
    std::uint64_t number = 0;
    State state = State::Greeting;
    meeting::Slug slug;
    std::string cookie;
    std::string text;               // The pieces of a text message so far.
    std::size_t message_bytes = 0;  // Of the binary message so far.
    std::shared_ptr<media::StreamInput> input;
    std::deque<std::string> to_say;
    std::uint16_t close_code = 0;
    bool is_paused = false;  // Nothing is read until the camera has caught up.
    Instant since;           // When it was last heard, or when the state began.
};

}  // namespace wardcast::http
