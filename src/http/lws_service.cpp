#include "http/lws_service.h"

#include <array>
#include <mutex>
#include <string>
#include <utility>

#include <libwebsockets.h>

#include "base/log.h"

namespace wardcast::http {
namespace {

constexpr std::size_t kServiceBuffer = 16 * 1024;  // Bytes; one for each worker: what one read takes in.
constexpr unsigned kHeaderBytes = 8 * 1024;        // All headers of one request, held only while it lasts.
constexpr std::size_t kReceiveBuffer = 512;        // For each WebSocket: longer messages come in pieces of this size.
constexpr std::size_t kMediaReceiveBuffer = 16 * 1024;  // Few cameras send much.
constexpr std::size_t kLargestWrite = 1024 * 1024;      // One lws_write passes on so much; without it, kReceiveBuffer.

// Nothing of libwebsockets' own log is about us: its errors are what clients did.
void log_line(int, const char* line) {
    std::string_view text(line);
    while (!text.empty() && text.back() == '\n')
        text.remove_suffix(1);
    spdlog::debug("libwebsockets: {}", text);
}

// Valid for the life of the process: libwebsockets keeps pointers to it.
const lws_retry_bo_t& no_idle_timers() {
    static const lws_retry_bo_t policy{};
    return policy;
}

}  // namespace

// What libwebsockets calls.
struct LwsCallbacks {
    static LwsService& service_of(lws* wsi) {
        return *static_cast<LwsService*>(lws_context_user(lws_get_context(wsi)));
    }

    static int http(lws* wsi, lws_callback_reasons reason, void* user, void* in, std::size_t size) {
        LwsService& service = service_of(wsi);
        if (reason == LWS_CALLBACK_EVENT_WAIT_CANCELLED) {
            // Told to every protocol of every vhost; the plain vhost's first one stands for all.
            if (lws_get_vhost(wsi) == service.plain_) service.woken();
            return 0;
        }
        return service.events_->http_event(wsi, reason, user, in, size);
    }

    static int websocket(lws* wsi, lws_callback_reasons reason, void* user, void* in, std::size_t size) {
        if (reason == LWS_CALLBACK_EVENT_WAIT_CANCELLED) return 0;
        return service_of(wsi).events_->websocket_event(wsi, reason, user, in, size);
    }

    static int media(lws* wsi, lws_callback_reasons reason, void*, void* in, std::size_t size) {
        if (reason == LWS_CALLBACK_EVENT_WAIT_CANCELLED) return 0;
        return service_of(wsi).events_->media_event(wsi, reason, in, size);
    }

    // From within libwebsockets' own service only: what is done to connections from a bare timer would wait for the
    // next event to take effect.
    static void tick(uv_timer_t* timer) {
        auto* service = static_cast<LwsService*>(timer->data);
        service->is_tick_due_ = true;
        service->wake();
    }
};

namespace {

std::array<lws_protocols, 4> protocols_for(const LwsSettings& settings) {
    std::array<lws_protocols, 4> protocols{};
    protocols[0].name = "wardcast-http";
    protocols[0].callback = LwsCallbacks::http;
    protocols[0].per_session_data_size = settings.http_user_bytes;
    protocols[0].tx_packet_size = kLargestWrite;
    protocols[1].name = "wardcast.v1";
    protocols[1].callback = LwsCallbacks::websocket;
    protocols[1].per_session_data_size = settings.websocket_user_bytes;
    protocols[1].rx_buffer_size = kReceiveBuffer;
    protocols[1].tx_packet_size = kLargestWrite;
    protocols[2].name = "wardcast.media.v1";
    protocols[2].callback = LwsCallbacks::media;
    protocols[2].rx_buffer_size = kMediaReceiveBuffer;
    return protocols;
}

}  // namespace

Result<std::unique_ptr<LwsService>> LwsService::create(const LwsSettings& settings, LwsEvents& events) {
    static std::once_flag log_is_set;
    std::call_once(log_is_set, [] { lws_set_log_level(LLL_ERR | LLL_WARN, log_line); });

    std::unique_ptr<LwsService> service(new LwsService);
    if (uv_loop_init(&service->loop_) != 0) {
        return failure(ErrorKind::Internal, "libuv gives no event loop: the limit of open files may be reached");
    }
    service->has_loop_ = true;
    service->events_ = &events;

    lws_context_creation_info info{};
    void* loop = &service->loop_;
    info.foreign_loops = &loop;
    info.port = CONTEXT_PORT_NO_LISTEN_SERVER;
    info.options = LWS_SERVER_OPTION_LIBUV | LWS_SERVER_OPTION_EXPLICIT_VHOSTS | LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
    info.user = service.get();
    info.timeout_secs = static_cast<unsigned>(settings.header_timeout.count());
    info.max_http_header_data2 = kHeaderBytes;
    info.pt_serv_buf_size = kServiceBuffer;
    info.retry_and_idle_policy = &no_idle_timers();
    info.pcontext = &service->context_;
    service->context_ = lws_create_context(&info);
    if (service->context_ == nullptr) {
        return failure(ErrorKind::Internal,
                       "libwebsockets does not start: is the package libwebsockets-evlib-uv installed?");
    }
    if (const auto added = service->add_vhost(settings, false); !added) return tl::unexpected(added.error());
    if (!settings.certificate.empty()) {
        if (const auto added = service->add_vhost(settings, true); !added) return tl::unexpected(added.error());
    }

    uv_timer_init(&service->loop_, &service->timer_);
    service->timer_.data = service.get();
    const auto every = static_cast<std::uint64_t>(settings.tick.count());
    uv_timer_start(&service->timer_, LwsCallbacks::tick, every, every);
    return service;
}

Result<void> LwsService::add_vhost(const LwsSettings& settings, bool tls) {
    const auto protocols = protocols_for(settings);  // Copied by libwebsockets.
    lws_context_creation_info info{};
    info.vhost_name = tls ? "tls" : "plain";
    info.port = CONTEXT_PORT_NO_LISTEN_SERVER;
    info.protocols = protocols.data();
    info.timeout_secs_ah_idle = static_cast<unsigned>(settings.header_timeout.count());
    info.retry_and_idle_policy = &no_idle_timers();
    // RFC 8441 (WebSockets inside HTTP/2) stays off: a WebSocket has its own connection, to write to directly.
    info.http2_settings[0] = 1;
    info.http2_settings[1] = 65536;  // Header table
    info.http2_settings[3] = 100;    // Streams at once; a player holds several requests.
    info.http2_settings[4] = 65535;  // Initial window
    info.http2_settings[5] = 16384;  // Frame
    info.http2_settings[6] = kHeaderBytes;
    const std::string certificate = settings.certificate.string();
    const std::string key = settings.key.string();
    if (tls) {
        info.ssl_cert_filepath = certificate.c_str();
        info.ssl_private_key_filepath = key.c_str();
        info.alpn = "h2,http/1.1";
        info.options = LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;  // Without it the certificate is left alone.
    }
    lws_vhost* vhost = lws_create_vhost(context_, &info);
    if (vhost == nullptr) {
        return tls ? failure(ErrorKind::BadInput,
                             "the certificate '" + certificate + "' with the key '" + key +
                                 "' cannot be used: both must be readable PEM files that belong together")
                   : failure(ErrorKind::Internal, "libwebsockets makes no virtual host: out of memory");
    }
    (tls ? tls_ : plain_) = vhost;
    return {};
}

LwsService::~LwsService() {
    if (timer_.loop != nullptr) uv_close(reinterpret_cast<uv_handle_t*>(&timer_), nullptr);
    if (context_ != nullptr) {
        // With a foreign loop this takes two calls: the first starts to close everything, the loop lets the handles
        // finish, the second frees the context (and sets context_ to null).
        lws_context_destroy(context_);
        uv_run(&loop_, UV_RUN_DEFAULT);
        if (context_ != nullptr) lws_context_destroy(context_);
    }
    if (has_loop_) {
        uv_run(&loop_, UV_RUN_DEFAULT);
        uv_loop_close(&loop_);
    }
}

void LwsService::woken() {
    events_->woken();
    if (!std::exchange(is_tick_due_, false)) return;
    events_->ticked();
}

void LwsService::run() {
    uv_run(&loop_, UV_RUN_DEFAULT);
}

void LwsService::stop() {
    uv_stop(&loop_);
}

void LwsService::wake() {
    lws_cancel_service(context_);
}

lws* LwsService::adopt(int descriptor, bool tls, void* opaque) {
    lws_adopt_desc_t description{};
    description.vh = tls ? tls_ : plain_;
    description.type =
        static_cast<lws_adoption_type>(LWS_ADOPT_SOCKET | LWS_ADOPT_HTTP | (tls ? LWS_ADOPT_ALLOW_SSL : 0));
    description.fd.sockfd = descriptor;
    description.opaque = opaque;
    return lws_adopt_descriptor_vhost_via_info(&description);
}

void close_soon(lws* wsi) {
    // With this reason, and no other, the library closes in good order.
    lws_set_timeout(wsi, PENDING_TIMEOUT_HTTP_KEEPALIVE_IDLE, LWS_TO_KILL_ASYNC);
}

void kill_soon(lws* wsi) {
    lws_set_timeout(wsi, PENDING_TIMEOUT_KILLED_BY_PARENT, LWS_TO_KILL_ASYNC);
}

}  // namespace wardcast::http
