#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "social/address_rule.h"
#include "social/trouble.h"

namespace wardcast::social {

// One outgoing WebSocket (RFC 6455), over TLS 1.2 or later for wss, to an address that the rule permits; redirects are
// not followed. Pings by itself; a peer that is silent for 30 s and does not answer them is gone.
//
// Threads: one at a time. Calls block, at most until their deadline or until they are told to stop.
class WebSocket {
  public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::size_t kMaxMessage = 1024 * 1024;

    // bearer: for Authorization; empty: none.
    [[nodiscard]] static Outcome<std::unique_ptr<WebSocket>> connect(const std::string& url, const std::string& bearer,
                                                                     const AddressRule& rule,
                                                                     const std::stop_token& stop);
    virtual ~WebSocket() = default;

    [[nodiscard]] virtual Outcome<void> send(const std::string& text, const std::stop_token& stop) = 0;
    // The next message; nothing where none came before the deadline or it was told to stop.
    [[nodiscard]] virtual Outcome<std::optional<std::string>> receive(Time deadline, const std::stop_token& stop) = 0;
};

}  // namespace wardcast::social
