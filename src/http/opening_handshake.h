#pragma once

#include <optional>

#include "http/connection.h"
#include "http/request.h"
#include "http/response.h"
#include "http/site.h"

// What every WebSocket's opening handshake (RFC 6455 section 4.2) must pass, whatever it is for.
// Threads: the worker's of the connection.
namespace wardcast::http {

// Why the upgrade is refused: a host that is none, a page of another site, too many sockets from its network. Nothing
// when it may go on; the socket then counts for its network.
[[nodiscard]] std::optional<Response> refuse_handshake(Site& site, Connection& connection, const Request& request);
// The connection is gone: does not count any more, if it did.
void forget_handshake(Site& site, const Connection& connection);

}  // namespace wardcast::http
