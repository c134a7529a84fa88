#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>

#include "http/answer_writer.h"
#include "http/exchange.h"
#include "http/held_requests.h"
#include "http/mailbox.h"
#include "http/site.h"

namespace wardcast::http {

// The HTTP side of one worker: reads requests, has them handled, writes or holds their answers, and keeps their times.
// Threads: the worker's.
class HttpProtocol {
  public:
    HttpProtocol(Site& site, std::shared_ptr<Mailbox> mailbox);
    ~HttpProtocol();

    // What libwebsockets' `user` memory holds for each transaction.
    using Slot = Exchange*;

    // An event of an HTTP transaction; the result is libwebsockets'.
    int event(lws* wsi, Connection& connection, int reason, Slot* slot, std::string_view data);

    // Answers an upgrade that is refused. True when libwebsockets may go on to the connection's next request.
    bool refuse_upgrade(lws* wsi, Connection& connection, const Request& request, Response response);

    void deliver(LateAnswer answer);
    void deliver(BodyPiece piece);
    void advance(const Advance& advance);
    void tick(Instant now);
    // From now on new requests get 503, and those that wait get it at once.
    void shut_down();
    [[nodiscard]] bool is_idle() const noexcept { return exchanges_.empty(); }

  private:
    enum class Next { GoOn, Close };

    int begin(lws* wsi, Connection& connection, Slot* slot);
    int take_body(Exchange& exchange, std::string_view data);
    Next handle(Exchange& exchange);
    Next settle(Exchange& exchange, Outcome outcome);
    Next respond(Exchange& exchange, Response response);
    Next pump(Exchange& exchange);
    Next finish(Exchange& exchange);
    void fetch(Exchange& exchange);
    void pause_reading(Exchange& exchange);
    void resume_reading(Exchange& exchange);
    // As respond(), from outside libwebsockets' callbacks.
    void respond_from_outside(Exchange& exchange, Outcome outcome);
    void kill(Exchange& exchange);
    void end(Slot* slot);
    [[nodiscard]] Outcome ask_again(Exchange& exchange, std::optional<std::pair<std::string, Response>>& last);
    [[nodiscard]] std::optional<Response> check(const Exchange& exchange) const;

    Site& site_;
    std::shared_ptr<Mailbox> mailbox_;
    AnswerWriter writer_;
    HeldRequests held_;
    std::unordered_map<std::uint64_t, std::unique_ptr<Exchange>> exchanges_;
    std::uint64_t last_number_ = 0;
    bool is_shutting_down_ = false;
};

}  // namespace wardcast::http
