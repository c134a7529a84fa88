#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <thread>
#include <vector>

#include "http/connection.h"
#include "http/http_protocol.h"
#include "http/lws_service.h"
#include "http/mailbox.h"
#include "http/media_sockets.h"
#include "http/site.h"
#include "http/websocket_protocol.h"
#include "hub/hub.h"

namespace wardcast::http {

// One thread that serves the connections handed to it, for their whole life: a libwebsockets context on a libuv loop.
// What others have for it arrives in its mailbox; its connections and sessions are touched by nobody else.
//
// Threads: start() and stop() the server's owner; adopt() and deliver() any; the rest is the worker's own thread.
class Worker final : public hub::Outlet, private LwsEvents {
  public:
    explicit Worker(Site& site);
    ~Worker() override;

    // Starts the thread; returns when it serves, or with the reason why it cannot. outlet is what the hub calls it.
    [[nodiscard]] Result<void> start(std::size_t outlet);
    // Closes all connections politely within Durations::shutdown and ends the thread. May be called twice.
    void stop();

    // Takes over a connected socket.
    void adopt(AcceptedSocket socket);
    void deliver(hub::Delivery delivery) noexcept override;

    // For the acceptor: how many connections it has, those on their way included.
    [[nodiscard]] std::size_t connections() const noexcept { return connection_count_.load(); }
    [[nodiscard]] const std::shared_ptr<Mailbox>& mailbox() const noexcept { return mailbox_; }
    // Called when a connection has ended, on the worker's thread. Set before start().
    void on_ended(std::function<void(const Network&)> ended) { ended_ = std::move(ended); }

  private:
    int http_event(lws* wsi, int reason, void* user, void* in, std::size_t size) noexcept override;
    int websocket_event(lws* wsi, int reason, void* user, void* in, std::size_t size) noexcept override;
    int media_event(lws* wsi, int reason, void* in, std::size_t size) noexcept override;
    void woken() noexcept override;
    void ticked() noexcept override;

    void run(LwsService& service);
    void open(Letter& letter);
    void take_in(AcceptedSocket socket);
    void forget(Connection& connection);
    int confirm_upgrade(lws* wsi, Connection& connection, std::string_view protocol);
    void stop_if_done();

    Site& site_;
    std::shared_ptr<Mailbox> mailbox_;
    std::atomic<LwsService*> service_{nullptr};  // The thread's own; for waking it.
    std::function<void(const Network&)> ended_;
    std::atomic<std::size_t> connection_count_{0};
    std::thread thread_;

    std::unique_ptr<HttpProtocol> http_;
    std::unique_ptr<WebSocketProtocol> websockets_;
    std::unique_ptr<MediaSockets> media_;
    std::vector<std::unique_ptr<Connection>> connections_;
    bool made_wsi_ = false;  // libwebsockets has made one during adopt().
    bool is_stopping_ = false;
    Instant stop_at_;
};

}  // namespace wardcast::http
