#pragma once

#include <memory>
#include <string>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>

namespace wardcast::http {

// What the edge counts, for /metrics. Threads: any.
class Metrics {
  public:
    Metrics();

    prometheus::Gauge& connections;        // TCP connections open.
    prometheus::Gauge& sockets;            // WebSockets open.
    prometheus::Counter& requests;         // HTTP requests answered.
    prometheus::Counter& commands;         // Commands taken, by socket and by HTTP.
    prometheus::Counter& frames_sent;      // WebSocket frames to clients.
    prometheus::Counter& frames_received;  // Messages from clients.
    prometheus::Counter& bytes_sent;       // Bodies and frames.
    prometheus::Counter& queue_drops;      // Slow readers whose queue was dropped.
    prometheus::Counter& mailbox_drops;    // Letters that a full mailbox refused.
    prometheus::Counter& hls_requests;
    prometheus::Counter& hls_held;         // HLS requests that had to wait.
    prometheus::Counter& refused_sockets;  // Over a network's bound, or out of descriptors.

    // The text exposition format, and its Content-Type.
    [[nodiscard]] std::string text() const;
    static constexpr const char* kContentType = "text/plain; version=0.0.4; charset=utf-8";

  private:
    explicit Metrics(std::shared_ptr<prometheus::Registry> registry);
    std::shared_ptr<prometheus::Registry> registry_;
};

}  // namespace wardcast::http
