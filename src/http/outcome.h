#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>

#include "http/response.h"

namespace wardcast::http {

class Mailbox;

// Where a handler that cannot answer at once sends its answer later. The first answer counts; one for a request whose
// client has gone is dropped. Threads: any.
class Responder {
  public:
    Responder(std::shared_ptr<Mailbox> mailbox, std::uint64_t exchange)
        : mailbox_(std::move(mailbox)), exchange_(exchange) {}

    void answer(Response response) const;

  private:
    std::shared_ptr<Mailbox> mailbox_;
    std::uint64_t exchange_;
};

// The handler keeps the Responder and answers later; after Durations::answer the client gets 503.
struct Later {};

// A live HLS request for something not there yet: the same handler is asked again when the rendition has advanced, and
// at the latest at the deadline, when it must not hold again.
struct Hold {
    std::string meeting;
    std::string rendition;
    std::chrono::milliseconds at_most;
};

using Outcome = std::variant<Response, Later, Hold>;

}  // namespace wardcast::http
