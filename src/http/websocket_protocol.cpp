#include "http/websocket_protocol.h"

#include <algorithm>
#include <array>
#include <new>

#include <boost/beast/http/rfc7230.hpp>
#include <libwebsockets.h>

#include "http/identity.h"
#include "http/lws_service.h"
#include "http/opening_handshake.h"
#include "hub/close_codes.h"

namespace wardcast::http {
namespace {

constexpr std::string_view kSubprotocol = "wardcast.v1";
constexpr std::string_view kPath = "/ws/";

// Sockets that are written to before the worker looks at its mail again: about two milliseconds.
constexpr std::size_t kSlice = 256;
// Broadcasts on their way at a time. One more, and the oldest is brought to its end before anything else, so that the
// mailbox fills and its bound counts.
constexpr std::size_t kMostRounds = 16;

Instant now() {
    return std::chrono::steady_clock::now();
}

}  // namespace

const std::size_t WebSocketProtocol::kPlaceBytes = sizeof(WebSocketSession);

WebSocketProtocol::WebSocketProtocol(Site& site, std::shared_ptr<Mailbox> mailbox, std::size_t outlet)
    : site_(site), mailbox_(std::move(mailbox)), outlet_(outlet) {}

std::optional<Response> WebSocketProtocol::refuse(Connection& connection, const Request& request,
                                                  std::string_view subprotocols) {
    if (!request.path.starts_with(kPath) || !slug_from(std::string_view(request.path).substr(kPath.size()))) {
        return error_response(404, "not_found", "WebSockets are at /ws/ and the meeting's name");
    }
    boost::beast::http::token_list offered({subprotocols.data(), subprotocols.size()});
    if (!offered.exists({kSubprotocol.data(), kSubprotocol.size()})) {
        return error_response(400, "bad_message", "offer the subprotocol wardcast.v1");
    }
    return refuse_handshake(site_, connection, request);
}

void WebSocketProtocol::forget(Connection& connection) {
    if (connection.session != nullptr) ended(*connection.session);
}

int WebSocketProtocol::event(lws* wsi, Connection& connection, int reason, void* place, std::string_view data) {
    Session* session = connection.session;
    switch (reason) {
        case LWS_CALLBACK_ESTABLISHED:
            open(wsi, connection, place);
            return 0;
        case LWS_CALLBACK_RECEIVE:
            if (session != nullptr) receive(*session, data);
            return 0;
        case LWS_CALLBACK_RECEIVE_PONG:
            if (session != nullptr) {
                session->is_pinged = false;
                if (session->state == Session::State::Joined) session->since = now();
            }
            return 0;
        case LWS_CALLBACK_SERVER_WRITEABLE:
            return session == nullptr ? 0 : writable(*session);
        case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE:
        case LWS_CALLBACK_WS_SERVER_DROP_PROTOCOL:
            if (session != nullptr) part(*session);
            return 0;
        case LWS_CALLBACK_CLOSED:
            if (session != nullptr) ended(*session);
            return 0;
        default:
            return 0;
    }
}

void WebSocketProtocol::open(lws* wsi, Connection& connection, void* place) {
    auto* session = new (place) Session;
    const Request request = read_request(wsi, connection, site_.proxies);
    session->wsi = wsi;
    session->connection = &connection;
    session->slug = meeting::Slug(request.path.substr(kPath.size()));
    session->arrival = std::make_unique<Arrival>(Arrival{request.cookie});
    session->since = now();
    session->number = table_.add(*session);
    connection.session = session;
    site_.metrics.sockets.Increment();
}

void WebSocketProtocol::ended(Session& session) {
    leave(session);
    table_.remove(session.number);
    site_.metrics.sockets.Decrement();
    session.connection->session = nullptr;
    session.~WebSocketSession();
}

void WebSocketProtocol::receive(Session& session, std::string_view piece) {
    if (session.state == Session::State::Closing) return;
    if (lws_frame_is_binary(session.wsi) != 0) {
        close(session, hub::kUnsupportedData);
        return;
    }
    const std::size_t before = session.partial ? session.partial->size() : 0;
    if (before + piece.size() > site_.settings.bounds.frame_bytes) {
        close(session, hub::kMessageTooBig);
        return;
    }
    const bool is_last = lws_is_final_fragment(session.wsi) != 0;
    if (!session.partial && is_last) {
        take(session, piece);
        return;
    }
    if (!session.partial) session.partial = std::make_unique<std::string>();
    *session.partial += piece;
    if (!is_last) return;
    const std::unique_ptr<std::string> message = std::move(session.partial);
    take(session, *message);
}

void WebSocketProtocol::take(Session& session, std::string_view text) {
    site_.metrics.frames_received.Increment();
    session.is_pinged = false;
    if (session.state == Session::State::Joined) session.since = now();

    ClientMessage message = read_client_message(text, site_.settings.bounds.frame_bytes);
    if (std::holds_alternative<Unreadable>(message)) {
        close(session, hub::kInvalidPayload);
    } else if (const auto* hello = std::get_if<Hello>(&message)) {
        greet(session, *hello);
    } else if (session.state == Session::State::Greeting) {
        say(session, refused_message({}, "bad_message", "say hello first"));
        close(session, hub::kPolicyViolation);
    } else if (auto* request = std::get_if<hub::CommandRequest>(&message)) {
        submit(session, std::move(*request));
    } else {
        const auto& misfit = std::get<Misfit>(message);
        say(session, refused_message(misfit.id, "bad_message", misfit.reason));
    }
}

void WebSocketProtocol::greet(Session& session, const Hello& hello) {
    if (session.state != Session::State::Greeting) {
        say(session, refused_message({}, "bad_message", "one hello is enough"));
        return;
    }
    auto identity =
        identify(site_.access, session.slug, {.token = hello.token, .as = hello.as, .cookie = session.arrival->cookie});
    session.arrival.reset();
    if (!identity) {
        say(session, refused_message({}, "not_allowed", "this link or its cookie does not open that role here"));
        close(session, hub::kPolicyViolation);
        return;
    }
    session.role = identity->actor.role;
    session.audience = meeting::audience_of(session.role);
    session.first = session.role != meeting::Role::Resident;
    session.participant = std::move(identity->actor.participant);
    session.keep = std::move(identity->keep);
    join(session, hello.since);
}

void WebSocketProtocol::submit(Session& session, hub::CommandRequest request) {
    site_.metrics.commands.Increment();
    site_.hub.submit(session.slug, visitor(session), std::move(request),
                     [mailbox = mailbox_, number = session.number](const hub::CommandReply& reply) {
                         mailbox->post(hub::Direct{number, share_bytes(to_text(reply.body)), false, std::nullopt});
                     });
}

hub::Visitor WebSocketProtocol::visitor(const Session& session) const {
    return {{session.role, session.participant}, session.keep, session.connection->client.str()};
}

void WebSocketProtocol::join(Session& session, std::optional<std::uint64_t> since) {
    session.state = Session::State::Joining;
    session.since = now();
    site_.hub.join(session.slug, visitor(session), since, {outlet_, session.number});
}

void WebSocketProtocol::leave(Session& session) {
    index_.remove(session);
    if (session.state == Session::State::Joining || session.state == Session::State::Joined) {
        site_.hub.leave(session.slug, {outlet_, session.number});
    }
}

void WebSocketProtocol::deliver(const hub::Broadcast& broadcast) {
    const auto hearers = index_.hearers(broadcast.slug, broadcast.audience);
    if (hearers.size() == 0) return;
    // Copied: a queue dropped on the way takes its session out of the index.
    at_once_.assign(hearers.first.begin(), hearers.first.end());
    std::vector<std::uint64_t> later;
    if (hearers.size() <= kSlice) {
        at_once_.insert(at_once_.end(), hearers.rest.begin(), hearers.rest.end());
    } else {
        later.reserve(hearers.rest.size());
        for (const Member* member : hearers.rest)
            later.push_back(static_cast<const Session*>(member)->number);
    }
    rounds_.begin(broadcast, std::move(later));
    for (Member* member : at_once_)
        visit(static_cast<Session&>(*member));
    while (rounds_.size() > kMostRounds)
        serve();
}

void WebSocketProtocol::visit(Session& session) {
    if (session.state != Session::State::Joined) return;
    rounds_.visit(session.slug, session, [&](StagedFrame& frame) { write_or_queue(session, frame); });
    if (session.state == Session::State::Overrun) index_.remove(session);
}

bool WebSocketProtocol::serve() {
    for (std::size_t i = 0; i < kSlice; ++i) {
        const auto number = rounds_.next();
        if (!number) return false;
        if (Session* session = table_.find(*number)) visit(*session);
    }
    return true;
}

void WebSocketProtocol::deliver(const hub::Direct& direct) {
    Session* session = table_.find(direct.subscriber);
    if (session == nullptr || session->state == Session::State::Closing || session->state == Session::State::Overrun) {
        return;
    }
    if (direct.joins && session->state == Session::State::Joining) {
        session->state = Session::State::Joined;
        session->since = now();
        rounds_.admit(*session);
        index_.add(session->slug, *session);
    }
    visit(*session);  // Of the broadcasts, those that were posted before.
    if (direct.frame) say(*session, direct.frame);
    if (direct.closes) close(*session, *direct.closes);
}

void WebSocketProtocol::recover(const std::set<meeting::Slug>& meetings, const std::set<std::uint64_t>& subscribers) {
    std::vector<Session*> missed;
    for (const meeting::Slug& slug : meetings) {
        for (Member* member : index_.members(slug))
            missed.push_back(static_cast<Session*>(member));
    }
    for (const std::uint64_t number : subscribers) {
        Session* session = table_.find(number);
        if (session != nullptr) missed.push_back(session);
    }
    for (Session* session : missed) {
        if (session->state != Session::State::Joining && session->state != Session::State::Joined) continue;
        leave(*session);
        join(*session, std::nullopt);
    }
    site_.metrics.mailbox_drops.Increment(static_cast<double>(missed.size()));
}

void WebSocketProtocol::write_or_queue(Session& session, StagedFrame& frame) {
    // What libwebsockets could not pass on must leave first, or it would tear the frame apart. Whether the kernel takes
    // this frame is not asked beforehand: if not, libwebsockets keeps that one frame, and the next ones wait here.
    if (session.backlog || lws_partial_buffered(session.wsi) != 0) {
        queue(session, frame.shared());
        return;
    }
    if (!write(session, frame)) kill_soon(session.wsi);
}

bool WebSocketProtocol::write(Session& session, StagedFrame& frame) {
    if (lws_write(session.wsi, frame.payload(), frame.size(), LWS_WRITE_TEXT) < 0) return false;
    site_.metrics.frames_sent.Increment();
    site_.metrics.bytes_sent.Increment(static_cast<double>(frame.size()));
    return true;
}

void WebSocketProtocol::say(Session& session, const SharedBytes& frame) {
    StagedFrame staged(frame);
    write_or_queue(session, staged);
    if (session.state == Session::State::Overrun) index_.remove(session);
}

void WebSocketProtocol::say(Session& session, const Json& message) {
    say(session, share_bytes(to_text(message)));
}

void WebSocketProtocol::queue(Session& session, const SharedBytes& frame) {
    if (!session.backlog) {
        session.backlog = std::make_unique<Backlog>();
        session.blocked_since = now();
        lws_callback_on_writable(session.wsi);
    }
    if (session.state == Session::State::Overrun) return;
    Backlog& backlog = *session.backlog;
    backlog.frames.push_back(frame);
    backlog.bytes += frame->size();
    const Bounds& bounds = site_.settings.bounds;
    if (backlog.frames.size() > bounds.queued_frames || backlog.bytes > bounds.queued_bytes) drop_queue(session);
}

// The caller takes the session out of the index, once it does not walk over it.
void WebSocketProtocol::drop_queue(Session& session) {
    session.backlog->frames.clear();
    session.backlog->bytes = 0;
    site_.metrics.queue_drops.Increment();
    if (session.state == Session::State::Greeting || session.state == Session::State::Closing) return;
    site_.hub.leave(session.slug, {outlet_, session.number});
    session.state = Session::State::Overrun;
}

int WebSocketProtocol::writable(Session& session) {
    if (session.backlog) {
        session.blocked_since = now();
        Backlog& backlog = *session.backlog;
        while (!backlog.frames.empty() && lws_partial_buffered(session.wsi) == 0) {
            StagedFrame frame(std::move(backlog.frames.front()));
            backlog.frames.pop_front();
            backlog.bytes -= frame.size();
            if (!write(session, frame)) return -1;
        }
        if (!backlog.frames.empty() || lws_partial_buffered(session.wsi) != 0) {
            lws_callback_on_writable(session.wsi);
            return 0;
        }
        session.backlog.reset();
    }
    if (session.close_code != 0 && !session.is_close_sent) send_close(session);
    if (session.state == Session::State::Overrun) join(session, std::nullopt);
    return 0;
}

void WebSocketProtocol::part(Session& session) {
    if (session.state == Session::State::Closing) return;
    leave(session);
    session.state = Session::State::Closing;
    session.since = now();
}

void WebSocketProtocol::close(Session& session, std::uint16_t code) {
    if (session.state == Session::State::Closing) return;
    part(session);
    session.close_code = code;
    lws_callback_on_writable(session.wsi);
}

// Not by returning -1 from the writable event: Debian builds libwebsockets with _DEBUG, and then its libuv glue closes
// a second time right after the first, which does not wait for the close frame.
void WebSocketProtocol::send_close(Session& session) {
    session.is_close_sent = true;
    lws_close_reason(session.wsi, static_cast<lws_close_status>(session.close_code), nullptr, 0);
    close_soon(session.wsi);
}

void WebSocketProtocol::tick(Instant now) {
    table_.for_each([&](Session& session) { keep_time(session, now); });
}

void WebSocketProtocol::keep_time(Session& session, Instant now) {
    const Durations& durations = site_.settings.durations;
    if (session.state == Session::State::Closing) {
        if (now - session.since > durations.closing) kill_soon(session.wsi);
        return;
    }
    if (session.backlog && now - session.blocked_since > durations.slow_reader) {
        session.backlog->frames.clear();
        session.backlog->bytes = 0;
        close(session, hub::kTryAgainLater);
        return;
    }
    if (session.state == Session::State::Greeting && now - session.since > durations.hello) {
        close(session, hub::kPolicyViolation);
        return;
    }
    if (session.state != Session::State::Joined || session.backlog) return;
    if (session.is_pinged && now - session.since > durations.ping + durations.pong) {
        kill_soon(session.wsi);
    } else if (!session.is_pinged && now - session.since > durations.ping && lws_partial_buffered(session.wsi) == 0) {
        session.is_pinged = true;
        // Of an empty pong libwebsockets says nothing.
        std::array<unsigned char, LWS_PRE + 1> ping{};
        if (lws_write(session.wsi, ping.data() + LWS_PRE, 1, LWS_WRITE_PING) < 0) kill_soon(session.wsi);
    }
}

void WebSocketProtocol::shut_down() {
    std::vector<Session*> all;
    table_.for_each([&](Session& session) { all.push_back(&session); });
    for (Session* session : all)
        close(*session, hub::kServiceRestart);
}

}  // namespace wardcast::http
