#include "http/http_protocol.h"

#include <algorithm>

#include <libwebsockets.h>

#include "http/lws_service.h"

namespace wardcast::http {
namespace {

Instant now() {
    return std::chrono::steady_clock::now();
}

// By its route: what may be large for a few must not be so for everybody.
std::size_t most_body(const Site& site, Request& request) {
    auto match = site.router.find(request.method, request.path);
    auto* found = std::get_if<Router::Found>(&match);
    if (found == nullptr || found->body_limit == nullptr) return site.settings.bounds.body_bytes;
    request.params = std::move(found->params);
    return (*found->body_limit)(request);
}

Response too_busy() {
    return error_response(503, "unavailable", "the server did not answer in time: try again");
}

}  // namespace

HttpProtocol::HttpProtocol(Site& site, std::shared_ptr<Mailbox> mailbox)
    : site_(site), mailbox_(std::move(mailbox)), writer_(site.clock, site.metrics, site.settings.hsts) {}

HttpProtocol::~HttpProtocol() = default;

int HttpProtocol::event(lws* wsi, Connection& connection, int reason, Slot* slot, std::string_view data) {
    Exchange* exchange = slot == nullptr ? nullptr : *slot;
    switch (reason) {
        case LWS_CALLBACK_HTTP:
            return begin(wsi, connection, slot);
        case LWS_CALLBACK_HTTP_BODY:
            return exchange == nullptr ? 0 : take_body(*exchange, data);
        case LWS_CALLBACK_HTTP_BODY_COMPLETION:
            if (exchange == nullptr) return 0;
            exchange->has_unread_body = false;
            if (exchange->state == Exchange::State::Draining) return finish(*exchange) == Next::Close ? -1 : 0;
            if (exchange->state != Exchange::State::ReadingBody) return 0;
            return handle(*exchange) == Next::Close ? -1 : 0;
        case LWS_CALLBACK_HTTP_WRITEABLE:
            if (exchange == nullptr) return 0;
            if (exchange->state != Exchange::State::Ready && exchange->state != Exchange::State::Sending) return 0;
            return pump(*exchange) == Next::Close ? -1 : 0;
        case LWS_CALLBACK_HTTP_DROP_PROTOCOL:
        case LWS_CALLBACK_CLOSED_HTTP:
            end(slot);
            return 0;
        case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION:
            return -1;  // A WebSocket that asked for the subprotocol by this protocol's own name.
        default:
            return 0;
    }
}

int HttpProtocol::begin(lws* wsi, Connection& connection, Slot* slot) {
    if (slot == nullptr) return -1;
    end(slot);
    auto owned = std::make_unique<Exchange>();
    Exchange& exchange = *owned;
    exchange.number = ++last_number_;
    exchange.wsi = wsi;
    exchange.connection = &connection;
    exchange.is_h2 = is_h2_stream(wsi);
    exchange.request = read_request(wsi, connection, site_.proxies);
    exchanges_.emplace(exchange.number, std::move(owned));
    *slot = &exchange;
    ++connection.exchanges;
    // Our own tick looks after the times from here on.
    lws_set_timeout(wsi, NO_PENDING_TIMEOUT, 0);

    const BodyLength length = read_body_length(wsi, exchange.request);
    exchange.most_body = length.bytes > 0 ? most_body(site_, exchange.request) : 0;
    // Everything has been read of them. libwebsockets finds the storage of headers by walking through that of all who
    // have one: of thousands of held requests, each would cost thousands of steps, and 4 kB.
    if (!exchange.is_h2 && length.bytes == 0) lws_http_headers_detach(wsi);
    std::optional<Response> refusal;
    if (length.refusal == 411) {
        refusal = error_response(411, "bad_message", "send a Content-Length: bodies in chunks are not taken");
    } else if (length.refusal != 0) {
        refusal = error_response(400, "bad_message", "the Content-Length is not a number");
    } else if (length.bytes > exchange.most_body) {
        refusal = error_response(413, "too_long",
                                 "the body has " + std::to_string(length.bytes) + " bytes; at most " +
                                     std::to_string(exchange.most_body) + " are taken");
    }
    if (refusal) {
        // Answered before the body is read; closing at once would let the reset overtake the answer.
        exchange.has_unread_body = true;
        refusal->close = true;
        return respond(exchange, std::move(*refusal)) == Next::Close ? -1 : 0;
    }
    if (length.bytes > 0) {
        exchange.state = Exchange::State::ReadingBody;
        exchange.deadline = now() + site_.settings.durations.body;
        exchange.request.body.reserve(length.bytes);
        return 0;
    }
    return handle(exchange) == Next::Close ? -1 : 0;
}

int HttpProtocol::take_body(Exchange& exchange, std::string_view data) {
    if (exchange.state != Exchange::State::ReadingBody) {
        exchange.drained += data.size();
        return exchange.drained > site_.settings.bounds.drained_bytes ? -1 : 0;
    }
    if (exchange.request.body.size() + data.size() > exchange.most_body) return -1;
    exchange.request.body += data;
    return 0;
}

std::optional<Response> HttpProtocol::check(const Exchange& exchange) const {
    if (is_shutting_down_) {
        Response response = error_response(503, "unavailable", "the server is stopping: try again in a moment");
        response.close = true;
        return response;
    }
    if (!is_plain_host(exchange.request.host)) {
        return error_response(400, "bad_message", "the Host header is missing or not a host");
    }
    return std::nullopt;
}

HttpProtocol::Next HttpProtocol::handle(Exchange& exchange) {
    if (auto refusal = check(exchange)) return respond(exchange, std::move(*refusal));
    auto match = site_.router.find(exchange.request.method, exchange.request.path);
    if (auto* found = std::get_if<Router::Found>(&match)) {
        exchange.handler = found->handler;
        exchange.request.params = std::move(found->params);
        return settle(exchange, (*exchange.handler)(exchange.request, Responder(mailbox_, exchange.number)));
    }
    if (const auto* wrong = std::get_if<Router::NoSuchMethod>(&match)) {
        return respond(
            exchange,
            error_response(405, "bad_message", "this address takes " + wrong->allow).with("allow", wrong->allow));
    }
    if (exchange.request.method != "GET" && exchange.request.method != "HEAD") {
        return respond(exchange, error_response(404, "not_found", "there is nothing at this address"));
    }
    return respond(exchange, site_.files.serve(exchange.request));
}

HttpProtocol::Next HttpProtocol::settle(Exchange& exchange, Outcome outcome) {
    if (auto* response = std::get_if<Response>(&outcome)) return respond(exchange, std::move(*response));
    if (auto* hold = std::get_if<Hold>(&outcome)) {
        if (exchange.state != Exchange::State::Held) {
            exchange.deadline = now() + hold->at_most;
            site_.metrics.hls_held.Increment();
        }
        exchange.state = Exchange::State::Held;
        exchange.hold = std::move(*hold);
        held_.hold(exchange.hold.meeting, exchange.hold.rendition, exchange.number);
    } else {
        exchange.state = Exchange::State::Waiting;
        exchange.deadline = now() + site_.settings.durations.answer;
    }
    pause_reading(exchange);
    return Next::GoOn;
}

HttpProtocol::Next HttpProtocol::respond(Exchange& exchange, Response response) {
    exchange.response = std::move(response);
    writer_.prepare(exchange);
    if (exchange.is_h2) {
        // On HTTP/2 only a writable stream may write.
        exchange.deadline = now() + site_.settings.durations.stalled;
        lws_callback_on_writable(exchange.wsi);
        return Next::GoOn;
    }
    return pump(exchange);
}

HttpProtocol::Next HttpProtocol::pump(Exchange& exchange) {
    switch (writer_.write(exchange)) {
        case AnswerWriter::Progress::Failed:
            return Next::Close;
        case AnswerWriter::Progress::Blocked:
            exchange.deadline = now() + site_.settings.durations.stalled;
            if (!exchange.has_unread_body) pause_reading(exchange);
            return Next::GoOn;
        case AnswerWriter::Progress::Hungry:
            fetch(exchange);
            return Next::GoOn;
        case AnswerWriter::Progress::Done:
            break;
    }
    if (exchange.has_unread_body) {
        exchange.state = Exchange::State::Draining;
        exchange.deadline = now() + site_.settings.bounds.drained_after_refusal;
        return Next::GoOn;
    }
    return finish(exchange);
}

HttpProtocol::Next HttpProtocol::finish(Exchange& exchange) {
    lws* wsi = exchange.wsi;
    if (exchange.response.close) return Next::Close;
    resume_reading(exchange);
    const bool is_h2 = exchange.is_h2;
    // This unbinds the transaction, so the exchange is gone afterwards.
    if (lws_http_transaction_completed(wsi) != 0) return Next::Close;
    if (!is_h2) lws_set_timeout(wsi, NO_PENDING_TIMEOUT, 0);
    return Next::GoOn;
}

// While an answer is not complete, libwebsockets reads nothing of the connection, yet waits for it to be readable: a
// client that closes its side or sends its next request early would keep the loop spinning.
void HttpProtocol::pause_reading(Exchange& exchange) {
    if (exchange.is_paused || exchange.is_h2) return;
    exchange.is_paused = true;
    lws_rx_flow_control(exchange.wsi, 0);
    lws_set_timeout(exchange.wsi, NO_PENDING_TIMEOUT, 0);
}

void HttpProtocol::resume_reading(Exchange& exchange) {
    if (!exchange.is_paused) return;
    exchange.is_paused = false;
    lws_rx_flow_control(exchange.wsi, 1);
}

bool HttpProtocol::refuse_upgrade(lws* wsi, Connection& connection, const Request& request, Response response) {
    Exchange exchange;
    exchange.wsi = wsi;
    exchange.connection = &connection;
    exchange.request = request;
    exchange.response = std::move(response);
    exchange.response.close = true;
    writer_.prepare(exchange);
    return writer_.write(exchange) != AnswerWriter::Progress::Failed;
}

void HttpProtocol::deliver(LateAnswer answer) {
    const auto found = exchanges_.find(answer.exchange);
    if (found == exchanges_.end() || found->second->state != Exchange::State::Waiting) return;
    respond_from_outside(*found->second, std::move(answer.response));
}

// One piece at a time: what waits for a slow client is bounded by it.
void HttpProtocol::fetch(Exchange& exchange) {
    constexpr std::uint64_t kPiece = 256 * 1024;
    const auto& response = exchange.response;
    const auto length = static_cast<std::size_t>(std::min(kPiece, response.source_size - exchange.read));
    exchange.state = Exchange::State::Fetching;
    exchange.deadline = now() + site_.settings.durations.answer;
    pause_reading(exchange);
    site_.disk.read(response.source, response.source_from + exchange.read, length,
                    [mailbox = mailbox_, number = exchange.number](SharedBytes bytes) {
                        mailbox->post(BodyPiece{number, std::move(bytes)});
                    });
    exchange.read += length;
}

void HttpProtocol::deliver(BodyPiece piece) {
    const auto found = exchanges_.find(piece.exchange);
    if (found == exchanges_.end() || found->second->state != Exchange::State::Fetching) return;
    Exchange& exchange = *found->second;
    lws* wsi = exchange.wsi;
    if (!piece.bytes) {
        close_soon(wsi);  // Fewer bytes than were promised: the client sees that the connection broke off.
        return;
    }
    exchange.response.body = std::move(piece.bytes);
    exchange.sent = 0;
    exchange.state = Exchange::State::Sending;
    if (exchange.is_h2) {
        exchange.deadline = now() + site_.settings.durations.stalled;
        lws_callback_on_writable(wsi);
    } else if (pump(exchange) == Next::Close) {
        close_soon(wsi);
    }
}

void HttpProtocol::respond_from_outside(Exchange& exchange, Outcome outcome) {
    lws* wsi = exchange.wsi;
    if (settle(exchange, std::move(outcome)) == Next::Close) close_soon(wsi);
}

Outcome HttpProtocol::ask_again(Exchange& exchange, std::optional<std::pair<std::string, Response>>& last) {
    // Thousands ask for the same part: what the last one got is right for the next, if it asked for the same.
    const Request& request = exchange.request;
    const std::string asked = request.path + '?' + request.query_string() + ' ' + request.accept_encoding;
    if (last && last->first == asked) return last->second;
    Outcome outcome = (*exchange.handler)(request, Responder(mailbox_, exchange.number));
    if (const auto* response = std::get_if<Response>(&outcome)) last.emplace(asked, *response);
    return outcome;
}

void HttpProtocol::advance(const Advance& advance) {
    std::optional<std::pair<std::string, Response>> last;
    for (const std::uint64_t number : held_.release(advance)) {
        const auto found = exchanges_.find(number);
        if (found == exchanges_.end() || found->second->state != Exchange::State::Held) continue;
        respond_from_outside(*found->second, ask_again(*found->second, last));
    }
}

void HttpProtocol::tick(Instant now) {
    std::vector<std::uint64_t> late;
    for (const auto& [number, exchange] : exchanges_) {
        if (now >= exchange->deadline) late.push_back(number);
    }
    for (const std::uint64_t number : late) {
        const auto found = exchanges_.find(number);
        if (found == exchanges_.end()) continue;
        Exchange& exchange = *found->second;
        switch (exchange.state) {
            case Exchange::State::Waiting:
                respond_from_outside(exchange, too_busy());
                break;
            case Exchange::State::Held:
                held_.forget(exchange.hold.meeting, exchange.hold.rendition, number);
                respond_from_outside(exchange,
                                     error_response(503, "unavailable", "the stream has not advanced: try again")
                                         .with("access-control-allow-origin", "*"));
                break;
            case Exchange::State::ReadingBody:
            case Exchange::State::Ready:
            case Exchange::State::Sending:
            case Exchange::State::Fetching:
            case Exchange::State::Draining:
                kill(exchange);
                break;
        }
    }
}

void HttpProtocol::kill(Exchange& exchange) {
    exchange.deadline = Instant::max();
    kill_soon(exchange.wsi);
}

void HttpProtocol::shut_down() {
    is_shutting_down_ = true;
    std::vector<std::uint64_t> waiting;
    for (const auto& [number, exchange] : exchanges_) {
        if (exchange->state == Exchange::State::Waiting || exchange->state == Exchange::State::Held) {
            waiting.push_back(number);
        }
    }
    for (const std::uint64_t number : waiting) {
        const auto found = exchanges_.find(number);
        if (found != exchanges_.end()) respond_from_outside(*found->second, *check(*found->second));
    }
}

void HttpProtocol::end(Slot* slot) {
    if (slot == nullptr || *slot == nullptr) return;
    Exchange& exchange = **slot;
    *slot = nullptr;
    if (exchange.state == Exchange::State::Held) {
        held_.forget(exchange.hold.meeting, exchange.hold.rendition, exchange.number);
    }
    --exchange.connection->exchanges;
    exchange.connection->idle_since = now();
    exchanges_.erase(exchange.number);
}

}  // namespace wardcast::http
