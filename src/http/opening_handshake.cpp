#include "http/opening_handshake.h"

#include "http/identity.h"

namespace wardcast::http {

std::optional<Response> refuse_handshake(Site& site, Connection& connection, const Request& request) {
    if (!is_plain_host(request.host)) return error_response(400, "bad_message", "the Host header is not a host");
    // Browsers always say where a script comes from; programs need not.
    if (!request.origin.empty() && !is_own_origin(request, site.settings.public_url)) {
        return error_response(403, "not_allowed", "pages of another site may not connect here");
    }
    if (!site.websockets.enter(request.network)) {
        site.metrics.refused_sockets.Increment();
        return error_response(503, "slow_down", "too many connections from this network: try again later");
    }
    connection.is_counted = true;
    connection.client = request.network;
    return std::nullopt;
}

void forget_handshake(Site& site, const Connection& connection) {
    if (connection.is_counted) site.websockets.leave(connection.client);
}

}  // namespace wardcast::http
