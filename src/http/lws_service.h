#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>

#include <uv.h>

#include "base/result.h"

struct lws;
struct lws_context;
struct lws_vhost;

namespace wardcast::http {

// What libwebsockets tells a worker. All calls come on the service thread, from within LwsService::run().
// The int results are libwebsockets': 0 to go on, anything else closes.
class LwsEvents {
  public:
    virtual ~LwsEvents() = default;
    virtual int http_event(lws* wsi, int reason, void* user, void* in, std::size_t size) noexcept = 0;
    virtual int websocket_event(lws* wsi, int reason, void* user, void* in, std::size_t size) noexcept = 0;
    virtual int media_event(lws* wsi, int reason, void* in, std::size_t size) noexcept = 0;
    virtual void woken() noexcept = 0;   // After wake(), at least once.
    virtual void ticked() noexcept = 0;  // Every LwsSettings::tick.
};

struct LwsSettings {
    std::filesystem::path certificate;  // Empty: no TLS vhost.
    std::filesystem::path key;
    std::chrono::seconds header_timeout{10};
    std::chrono::milliseconds tick{250};
    std::size_t http_user_bytes = 0;       // What `user` points to: zeroed memory for each transaction…
    std::size_t websocket_user_bytes = 0;  // …and for each WebSocket, for its life.
};

// One libwebsockets context with its libuv loop, and no listening socket: sockets are adopted.
//
// The loop is ours (a "foreign" one to libwebsockets), because a loop of its own would install handlers for SIGINT and
// SIGTERM. Idle timers of the library are off: they sit in one sorted list, which makes thousands of connections slow.
// Threads: create, run, stop, adopt and destruction on one thread; wake() any, until destruction begins.
class LwsService {
  public:
    // BadInput when the certificate or key cannot be used; Internal when the library refuses.
    [[nodiscard]] static Result<std::unique_ptr<LwsService>> create(const LwsSettings& settings, LwsEvents& events);
    ~LwsService();
    LwsService(const LwsService&) = delete;
    LwsService& operator=(const LwsService&) = delete;

    void run();   // Until stop().
    void stop();  // From within an event.
    void wake();

    // Takes the descriptor, whatever comes of it. `opaque` is what lws_get_opaque_user_data() gives of this connection.
    // Null when it could not be adopted; libwebsockets may still report its destruction.
    lws* adopt(int descriptor, bool tls, void* opaque);

  private:
    LwsService() = default;
    Result<void> add_vhost(const LwsSettings& settings, bool tls);
    void woken();

    friend struct LwsCallbacks;

    LwsEvents* events_ = nullptr;
    bool is_tick_due_ = false;
    uv_loop_t loop_{};
    uv_timer_t timer_{};
    bool has_loop_ = false;
    lws_context* context_ = nullptr;
    lws_vhost* plain_ = nullptr;
    lws_vhost* tls_ = nullptr;
};

// Ends a connection from outside its own events, shortly. close_soon lets what was written leave first.
void close_soon(lws* wsi);
void kill_soon(lws* wsi);

}  // namespace wardcast::http
