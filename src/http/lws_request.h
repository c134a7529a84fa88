#pragma once

#include <vector>

#include "http/connection.h"
#include "http/request.h"

struct lws;

namespace wardcast::http {

// Reverse proxies whose word about the client counts.
class TrustedProxies {
  public:
    // Addresses that cannot be read are left out.
    explicit TrustedProxies(const std::vector<std::string>& addresses);
    [[nodiscard]] bool contains(const Network& peer) const;

  private:
    std::vector<Network> networks_;
};

// The request whose headers libwebsockets has just read, without its body.
[[nodiscard]] Request read_request(lws* wsi, const Connection& connection, const TrustedProxies& proxies);

// What the headers say of the body: its length, or why that is not acceptable.
struct BodyLength {
    std::size_t bytes = 0;
    int refusal = 0;  // 400 or 411; 0 when fine.
};
[[nodiscard]] BodyLength read_body_length(lws* wsi, const Request& request);

// The Sec-WebSocket-Protocol header.
[[nodiscard]] std::string read_subprotocols(lws* wsi);
[[nodiscard]] bool is_h2_stream(lws* wsi);

}  // namespace wardcast::http
