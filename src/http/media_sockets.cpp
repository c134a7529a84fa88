#include "http/media_sockets.h"

#include <utility>

#include <libwebsockets.h>

#include "http/client_message.h"
#include "http/identity.h"
#include "http/lws_request.h"
#include "http/lws_service.h"
#include "http/opening_handshake.h"
#include "http/publishing.h"
#include "hub/close_codes.h"

namespace wardcast::http {
namespace {

constexpr std::string_view kBefore = "/ws/";
constexpr std::string_view kBehind = "/camera";

Instant now() {
    return std::chrono::steady_clock::now();
}

std::string_view slug_of(std::string_view path) {
    return path.substr(kBefore.size(), path.size() - kBefore.size() - kBehind.size());
}

}  // namespace

bool MediaSockets::is_for_us(const Request& request) {
    const std::string_view path = request.path;
    return path.starts_with(kBefore) && path.ends_with(kBehind) && path.size() > kBefore.size() + kBehind.size();
}

std::optional<Response> MediaSockets::refuse(Connection& connection, const Request& request,
                                             std::string_view subprotocols) {
    if (!slug_from(slug_of(request.path))) return error_response(404, "not_found", "there is no such meeting");
    // Exactly this one: libwebsockets takes the first of several that it knows, whatever the path.
    if (subprotocols != kSubprotocol) {
        return error_response(400, "bad_message", "offer the subprotocol wardcast.media.v1 and no other");
    }
    return refuse_handshake(site_, connection, request);
}

void MediaSockets::forget(Connection& connection) {
    ended(connection);
}

int MediaSockets::event(lws* wsi, Connection& connection, int reason, std::string_view data) {
    MediaSocket* socket = connection.media;
    switch (reason) {
        case LWS_CALLBACK_ESTABLISHED:
            open(wsi, connection);
            return 0;
        case LWS_CALLBACK_RECEIVE:
            if (socket != nullptr) receive(*socket, data);
            return 0;
        case LWS_CALLBACK_SERVER_WRITEABLE:
            return socket == nullptr ? 0 : writable(*socket);
        case LWS_CALLBACK_CLOSED:
            ended(connection);
            return 0;
        default:
            return 0;
    }
}

void MediaSockets::open(lws* wsi, Connection& connection) {
    const Request request = read_request(wsi, connection, site_.proxies);
    auto socket = std::make_unique<MediaSocket>();
    socket->wsi = wsi;
    socket->connection = &connection;
    socket->number = ++last_number_;
    socket->slug = meeting::Slug(std::string(slug_of(request.path)));
    socket->cookie = request.cookie;
    socket->since = now();
    connection.media = socket.get();
    sockets_.emplace(socket->number, std::move(socket));
    site_.metrics.sockets.Increment();
}

void MediaSockets::ended(Connection& connection) {
    if (connection.media == nullptr) return;
    sockets_.erase(std::exchange(connection.media, nullptr)->number);
    site_.metrics.sockets.Decrement();
}

void MediaSockets::receive(MediaSocket& socket, std::string_view piece) {
    if (socket.state == MediaSocket::State::Closing) return;
    socket.since = now();
    if (lws_frame_is_binary(socket.wsi) != 0) return push(socket, piece);
    if (socket.text.size() + piece.size() > kMostText) return close(socket, hub::kMessageTooBig);
    socket.text += piece;
    if (lws_is_final_fragment(socket.wsi) != 0) take(socket);
}

void MediaSockets::take(MediaSocket& socket) {
    const auto message = read_publish_message(std::exchange(socket.text, {}), kMostText);
    if (std::holds_alternative<Unreadable>(message)) return close(socket, hub::kInvalidPayload);
    if (const auto* misfit = std::get_if<Misfit>(&message)) return refuse(socket, "bad_message", misfit->reason);
    if (socket.state != MediaSocket::State::Greeting) return refuse(socket, "bad_message", "say publish only once");
    publish(socket, std::get<PublishMessage>(message));
}

void MediaSockets::publish(MediaSocket& socket, const PublishMessage& message) {
    if (const auto no = may_publish(site_, socket.slug, message.token, socket.cookie)) {
        return refuse(socket, no->code, no->message);
    }
    if (!message.mime.empty() && !message.mime.starts_with("video/webm")) {
        return refuse(socket, "no_usable_codec", "only video/webm is taken here");
    }
    media::StreamRequest stream;
    stream.meeting = socket.slug.str();
    stream.camera = message.camera;
    stream.publisher = publisher_of(site_.access, socket.cookie);
    stream.takeover = message.takeover;
    socket.state = MediaSocket::State::Asking;
    const auto answer = [mailbox = mailbox_,
                         number = socket.number](media::WhipResult<std::shared_ptr<media::StreamInput>> input) {
        mailbox->post(MediaAnswer{number, std::move(input)});
    };
    ask_whether_wanted(site_, socket.slug, socket.connection->client, [&site = site_, stream, answer](const auto& no) {
        if (no) {
            answer(tl::unexpected(*no));
        } else {
            site.studio->streams().publish_webm(stream, answer);
        }
    });
}

void MediaSockets::deliver(MediaAnswer answer) {
    const auto found = sockets_.find(answer.socket);
    if (found == sockets_.end() || found->second->state != MediaSocket::State::Asking) return;
    MediaSocket& socket = *found->second;
    if (!answer.input) return refuse(socket, answer.input.error().code, answer.input.error().message);
    socket.input = std::move(*answer.input);
    socket.state = MediaSocket::State::Live;
    socket.since = now();
    say(socket, {{"type", "live"}});
}

void MediaSockets::push(MediaSocket& socket, std::string_view piece) {
    socket.message_bytes += piece.size();
    if (socket.message_bytes > kMostBytes) return close(socket, hub::kMessageTooBig);
    if (lws_is_final_fragment(socket.wsi) != 0) socket.message_bytes = 0;
    if (socket.state != MediaSocket::State::Live) {
        return refuse(socket, "bad_message", "wait for live before sending what the recorder made");
    }
    socket.input->push(piece);
    if (socket.is_paused || socket.input->waiting() < kPauseAt) return;
    socket.is_paused = true;
    lws_rx_flow_control(socket.wsi, 0);
}

void MediaSockets::tick(Instant now) {
    for (auto& [number, each] : sockets_) {
        MediaSocket& socket = *each;
        if (socket.state == MediaSocket::State::Closing) {
            if (now - socket.since > site_.settings.durations.closing) kill_soon(socket.wsi);
            continue;
        }
        if (socket.input != nullptr && socket.input->over()) {
            refuse(socket, "camera_lost", "another device took this camera over, or the server had to let it go");
            continue;
        }
        if (socket.is_paused && socket.input->waiting() < kResumeAt) {
            socket.is_paused = false;
            socket.since = now;
            lws_rx_flow_control(socket.wsi, 1);
        }
        const bool greeting = socket.state == MediaSocket::State::Greeting;
        const auto patience = greeting ? site_.settings.durations.hello : std::chrono::milliseconds(kSilent);
        if (!socket.is_paused && now - socket.since > patience) close(socket, hub::kPolicyViolation);
    }
}

int MediaSockets::writable(MediaSocket& socket) {
    while (!socket.to_say.empty() && lws_partial_buffered(socket.wsi) == 0) {
        std::string frame(LWS_PRE, '\0');
        frame += socket.to_say.front();
        socket.to_say.pop_front();
        auto* payload = reinterpret_cast<unsigned char*>(frame.data()) + LWS_PRE;
        if (lws_write(socket.wsi, payload, frame.size() - LWS_PRE, LWS_WRITE_TEXT) < 0) return -1;
    }
    if (!socket.to_say.empty()) {
        lws_callback_on_writable(socket.wsi);
    } else if (socket.close_code != 0) {
        // As WebSocketProtocol::send_close().
        lws_close_reason(socket.wsi, static_cast<lws_close_status>(std::exchange(socket.close_code, std::uint16_t{0})),
                         nullptr, 0);
        close_soon(socket.wsi);
    }
    return 0;
}

void MediaSockets::say(MediaSocket& socket, const Json& message) {
    socket.to_say.push_back(to_text(message));
    lws_callback_on_writable(socket.wsi);
}

void MediaSockets::refuse(MediaSocket& socket, std::string_view code, std::string_view message) {
    if (socket.state == MediaSocket::State::Closing) return;
    say(socket, refused_message({}, code, message));
    close(socket, hub::kNormalClosure);
}

void MediaSockets::close(MediaSocket& socket, std::uint16_t code) {
    if (socket.state == MediaSocket::State::Closing) return;
    socket.state = MediaSocket::State::Closing;
    socket.since = now();
    socket.input.reset();
    socket.close_code = code;
    lws_callback_on_writable(socket.wsi);
}

void MediaSockets::shut_down() {
    for (auto& [number, socket] : sockets_)
        close(*socket, hub::kServiceRestart);
}

}  // namespace wardcast::http
