#include "http/webrtc_responses.h"

namespace wardcast::http {

Response session_created(const Site& site, const std::string& endpoint, const media::WhipAnswer& answer) {
    Response response;
    response.status = 201;
    response.content_type = kSdp;
    response.body = share_bytes(answer.sdp);
    response.with("location", endpoint + "/" + answer.session)
        .with("etag", answer.etag)
        .with("cache-control", "no-store");
    add_ice_servers(site, response);
    return response;
}

Response session_patched(const media::WhipResult<media::WhipAnswer>& answer) {
    if (!answer) return session_refused(answer.error());
    Response response;
    response.status = answer->sdp.empty() ? 204 : 200;
    if (!answer->sdp.empty()) {
        response.content_type = kSdpFragment;
        response.body = share_bytes(answer->sdp);
        response.with("etag", answer->etag);
    }
    return response;
}

Response session_refused(const media::WhipError& error) {
    return error_response(error.status, error.code, error.message);
}

void add_ice_servers(const Site& site, Response& response) {
    for (const IceServer& server : site.settings.ice_servers)
        response.with("link", link_to(server, site.clock.now()));
}

}  // namespace wardcast::http
