#include "http/worker.h"

#include <future>
#include <pthread.h>
#include <unistd.h>

#include <libwebsockets.h>

#include "http/opening_handshake.h"

namespace wardcast::http {

Worker::Worker(Site& site)
    : site_(site), mailbox_(std::make_shared<Mailbox>(site.settings.bounds.letters_per_worker, [this] {
          // Called with the mailbox locked; run() closes the mailbox before the service goes away.
          if (LwsService* service = service_.load()) service->wake();
      })) {}

Worker::~Worker() {
    stop();
    mailbox_->close();
}

Result<void> Worker::start(std::size_t outlet) {
    std::promise<Result<void>> started;
    auto outcome = started.get_future();
    thread_ = std::thread([this, outlet, &started] {
        pthread_setname_np(pthread_self(), "http");  // For top -H.
        const ServerSettings& settings = site_.settings;
        LwsSettings lws_settings;
        bool has_tls = false;
        for (const ListenAddress& address : settings.listen)
            has_tls = has_tls || address.tls;
        if (has_tls) {
            lws_settings.certificate = settings.certificate;
            lws_settings.key = settings.key;
        }
        lws_settings.header_timeout = settings.durations.headers;
        lws_settings.tick = settings.durations.tick;
        lws_settings.http_user_bytes = sizeof(HttpProtocol::Slot);
        lws_settings.websocket_user_bytes = WebSocketProtocol::kPlaceBytes;

        http_ = std::make_unique<HttpProtocol>(site_, mailbox_);
        websockets_ = std::make_unique<WebSocketProtocol>(site_, mailbox_, outlet);
        media_ = std::make_unique<MediaSockets>(site_, mailbox_);
        auto service = LwsService::create(lws_settings, *this);
        if (!service) {
            started.set_value(tl::unexpected(service.error()));
            return;
        }
        service_.store(service->get());
        started.set_value({});
        run(**service);
    });
    Result<void> result = outcome.get();
    if (!result) thread_.join();
    return result;
}

void Worker::run(LwsService& service) {
    woken();  // What came before there was a service to wake.
    service.run();
    // Sockets that were still on their way.
    for (Letter& letter : mailbox_->close().letters) {
        if (const auto* socket = std::get_if<AcceptedSocket>(&letter)) ::close(socket->descriptor);
    }
    service_.store(nullptr);
}

void Worker::stop() {
    if (!thread_.joinable()) return;
    mailbox_->post(StopServing{});
    thread_.join();
}

void Worker::adopt(AcceptedSocket socket) {
    ++connection_count_;
    const int descriptor = socket.descriptor;
    const Network network = socket.network;
    if (mailbox_->post(socket)) return;
    --connection_count_;
    ::close(descriptor);
    ended_(network);
}

void Worker::deliver(hub::Delivery delivery) noexcept {
    std::visit([&](auto& letter) { mailbox_->post(Letter(std::move(letter))); }, delivery);
}

void Worker::woken() noexcept {
    Mailbox::Post post = mailbox_->take();
    for (Letter& letter : post.letters)
        open(letter);
    for (const Advance& advance : post.advances)
        http_->advance(advance);
    if (!post.missed_meetings.empty() || !post.missed_subscribers.empty()) {
        websockets_->recover(post.missed_meetings, post.missed_subscribers);
    }
    // Not in one go: between slices, requests are read and mail is opened.
    if (websockets_->serve()) service_.load()->wake();
    stop_if_done();
}

void Worker::open(Letter& letter) {
    if (auto* broadcast = std::get_if<hub::Broadcast>(&letter)) {
        websockets_->deliver(*broadcast);
    } else if (auto* direct = std::get_if<hub::Direct>(&letter)) {
        websockets_->deliver(*direct);
    } else if (auto* answer = std::get_if<LateAnswer>(&letter)) {
        http_->deliver(std::move(*answer));
    } else if (auto* media = std::get_if<MediaAnswer>(&letter)) {
        media_->deliver(std::move(*media));
    } else if (auto* piece = std::get_if<BodyPiece>(&letter)) {
        http_->deliver(std::move(*piece));
    } else if (const auto* socket = std::get_if<AcceptedSocket>(&letter)) {
        take_in(*socket);
    } else {
        is_stopping_ = true;
        stop_at_ = std::chrono::steady_clock::now() + site_.settings.durations.shutdown;
        http_->shut_down();
        websockets_->shut_down();
        media_->shut_down();
    }
}

void Worker::take_in(AcceptedSocket socket) {
    if (is_stopping_) {
        ::close(socket.descriptor);
        --connection_count_;
        ended_(socket.network);
        return;
    }
    auto connection = std::make_unique<Connection>();
    connection->network = socket.network;
    connection->tls = socket.tls;
    connection->idle_since = std::chrono::steady_clock::now();
    connection->place = static_cast<std::uint32_t>(connections_.size());
    Connection& adopted = *connection;
    connections_.push_back(std::move(connection));
    site_.metrics.connections.Increment();

    made_wsi_ = false;
    lws* wsi = service_.load()->adopt(socket.descriptor, socket.tls, &adopted);
    // A connection that failed after libwebsockets had made its wsi is reported as destroyed; this one will not be.
    if (wsi == nullptr && !made_wsi_) {
        forget(adopted);
    } else if (wsi != nullptr) {
        adopted.wsi = wsi;
    }
}

void Worker::forget(Connection& connection) {
    media_->forget(connection);
    websockets_->forget(connection);
    forget_handshake(site_, connection);
    site_.metrics.connections.Decrement();
    --connection_count_;
    ended_(connection.network);
    const std::uint32_t place = connection.place;
    std::swap(connections_[place], connections_.back());
    connections_[place]->place = place;
    connections_.pop_back();
}

int Worker::http_event(lws* wsi, int reason, void* user, void* in, std::size_t size) noexcept {
    if (reason == LWS_CALLBACK_WSI_CREATE) {
        made_wsi_ = true;
        return 0;
    }
    // HTTP/2 streams have no data of their own, the connection below them has.
    auto* own = static_cast<Connection*>(lws_get_opaque_user_data(wsi));
    if (reason == LWS_CALLBACK_WSI_DESTROY) {
        if (own != nullptr) {
            lws_set_opaque_user_data(wsi, nullptr);
            forget(*own);
        }
        return 0;
    }
    auto* connection =
        own != nullptr ? own : static_cast<Connection*>(lws_get_opaque_user_data(lws_get_network_wsi(wsi)));
    if (connection == nullptr) return 0;  // The context's own events.

    const std::string_view data(static_cast<const char*>(in), in == nullptr ? 0 : size);
    if (reason == LWS_CALLBACK_HTTP_CONFIRM_UPGRADE) {
        return confirm_upgrade(wsi, *connection, static_cast<const char*>(in));
    }
    return http_->event(wsi, *connection, reason, static_cast<HttpProtocol::Slot*>(user), data);
}

int Worker::confirm_upgrade(lws* wsi, Connection& connection, std::string_view protocol) {
    // Anything else ("h2c") is libwebsockets' own business.
    if (protocol.size() != 9) return 0;
    const Request request = read_request(wsi, connection, site_.proxies);
    auto refusal = MediaSockets::is_for_us(request) ? media_->refuse(connection, request, read_subprotocols(wsi))
                                                    : websockets_->refuse(connection, request, read_subprotocols(wsi));
    if (is_stopping_) refusal = error_response(503, "unavailable", "the server is stopping: try again in a moment");
    if (!refusal) return 0;
    http_->refuse_upgrade(wsi, connection, request, std::move(*refusal));
    return -1;
}

int Worker::websocket_event(lws* wsi, int reason, void* user, void* in, std::size_t size) noexcept {
    auto* connection = static_cast<Connection*>(lws_get_opaque_user_data(wsi));
    if (connection == nullptr) return 0;
    return websockets_->event(wsi, *connection, reason, user,
                              std::string_view(static_cast<const char*>(in), in == nullptr ? 0 : size));
}

int Worker::media_event(lws* wsi, int reason, void* in, std::size_t size) noexcept {
    auto* connection = static_cast<Connection*>(lws_get_opaque_user_data(wsi));
    if (connection == nullptr) return 0;
    return media_->event(wsi, *connection, reason,
                         std::string_view(static_cast<const char*>(in), in == nullptr ? 0 : size));
}

void Worker::ticked() noexcept {
    const Instant now = std::chrono::steady_clock::now();
    http_->tick(now);
    websockets_->tick(now);
    media_->tick(now);
    for (const auto& connection : connections_) {
        const bool is_idle = connection->exchanges == 0 && connection->session == nullptr &&
                             connection->media == nullptr && connection->wsi != nullptr;
        if (is_idle && now - connection->idle_since > site_.settings.durations.keep_alive) {
            connection->idle_since = Instant::max();  // Once.
            close_soon(connection->wsi);
        }
    }
    stop_if_done();
}

void Worker::stop_if_done() {
    LwsService* service = service_.load();
    if (!is_stopping_ || service == nullptr) return;
    const bool is_done = http_->is_idle() && websockets_->is_idle() && media_->is_idle();
    if (is_done || std::chrono::steady_clock::now() >= stop_at_) service->stop();
}

}  // namespace wardcast::http
