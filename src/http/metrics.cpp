#include "http/metrics.h"

#include <prometheus/text_serializer.h>

namespace wardcast::http {
namespace {

prometheus::Counter& counter(prometheus::Registry& registry, const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry).Add({});
}

prometheus::Gauge& gauge(prometheus::Registry& registry, const char* name, const char* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

}  // namespace

Metrics::Metrics() : Metrics(std::make_shared<prometheus::Registry>()) {}

Metrics::Metrics(std::shared_ptr<prometheus::Registry> registry)
    : connections(gauge(*registry, "wardcast_http_connections", "TCP connections open")),
      sockets(gauge(*registry, "wardcast_sockets", "WebSockets open")),
      requests(counter(*registry, "wardcast_http_requests_total", "HTTP requests answered")),
      commands(counter(*registry, "wardcast_commands_total", "Commands taken")),
      frames_sent(counter(*registry, "wardcast_frames_sent_total", "WebSocket frames sent to clients")),
      frames_received(counter(*registry, "wardcast_frames_received_total", "WebSocket messages from clients")),
      bytes_sent(counter(*registry, "wardcast_bytes_sent_total", "Bytes of bodies and frames sent to clients")),
      queue_drops(counter(*registry, "wardcast_queue_drops_total", "Slow readers whose queue was dropped")),
      mailbox_drops(counter(*registry, "wardcast_mailbox_drops_total", "Letters that a full mailbox refused")),
      hls_requests(counter(*registry, "wardcast_hls_requests_total", "HLS requests answered")),
      hls_held(counter(*registry, "wardcast_hls_held_total", "HLS requests that waited for a part")),
      refused_sockets(counter(*registry, "wardcast_refused_sockets_total", "Connections refused for a bound")),
      registry_(std::move(registry)) {}

std::string Metrics::text() const {
    return prometheus::TextSerializer().Serialize(registry_->Collect());
}

}  // namespace wardcast::http
