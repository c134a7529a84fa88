#pragma once

#include <chrono>

namespace wardcast::hub {

// How long things wait for company before they leave; docs/protocol.md sections 2.4 to 2.6.
struct Pace {
    // After a frame of events, the next waits this long, so that nothing waits more than 20 ms even if a timer is late.
    std::chrono::milliseconds frame{10};
    std::chrono::milliseconds tally{200};      // Between tallies with new counts of supporters: five a second.
    std::chrono::milliseconds watching{1000};  // Between tallies that only say how many watch.
    std::chrono::milliseconds heartbeat{10'000};
    std::chrono::milliseconds signal{200};
    std::chrono::milliseconds settle{5000};  // Between two times that the queue is put in order again by itself.
    std::chrono::milliseconds retry{1000};   // Until the server's own commands are tried again when the disk failed.
    std::chrono::milliseconds idle{60'000};  // Until a meeting that nobody uses leaves memory.
};

}  // namespace wardcast::hub
