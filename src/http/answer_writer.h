#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "http/exchange.h"
#include "http/metrics.h"

namespace wardcast::http {

// Writes answers to their connections, as much at a time as they take.
//
// HTTP/1.1: at once, when the connection is free, from wherever we are; small bodies leave together with the headers,
// large ones straight from the shared bytes. HTTP/2: only when libwebsockets says that the stream may write, as much as
// the peer has given leave for, through the scratch buffer (frame headers are put before the payload).
// Threads: the worker's.
class AnswerWriter {
  public:
    enum class Progress {
        Done,     // Everything has left, and the connection would take more.
        Hungry,   // Everything that was read of the source has left; more of it is to come.
        Blocked,  // Call again when it is writable; that has been asked for.
        Failed,   // The connection is gone.
    };

    AnswerWriter(const Clock& clock, Metrics& metrics, bool hsts);

    // Adds what every answer carries, packs what is worth it, and for HEAD keeps the body back. Once for each answer.
    void prepare(Exchange& exchange) const;
    // For an exchange that is Ready or Sending.
    [[nodiscard]] Progress write(Exchange& exchange);

  private:
    [[nodiscard]] Progress write_head(Exchange& exchange);
    [[nodiscard]] Progress write_body_h1(Exchange& exchange);
    [[nodiscard]] Progress write_body_h2(Exchange& exchange);
    // Appends the head to the scratch buffer; where it ends, or null when it does not fit.
    std::uint8_t* put_head(const Exchange& exchange);
    const std::string& date();

    const Clock& clock_;
    Metrics& metrics_;
    const bool hsts_;
    std::vector<std::uint8_t> scratch_;  // LWS_PRE bytes of headroom, then what is written.
    Timestamp date_at_{};
    std::string date_;
};

}  // namespace wardcast::http
