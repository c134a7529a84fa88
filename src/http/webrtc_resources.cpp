#include "http/webrtc_resources.h"

#include <memory>
#include <utility>

namespace wardcast::http {
namespace {

constexpr const char* kSdp = "application/sdp";
constexpr const char* kSdpFragment = "application/trickle-ice-sdpfrag";

// A Link header for each STUN or TURN server (RFC 9725 section 4.6).
void add_ice_servers(const Site& site, Response& response) {
    for (const IceServer& server : site.settings.ice_servers)
        response.with("link", link_to(server, site.clock.now()));
}

Outcome take_offer(const WebRtcResources& resources, const Request& request, const Responder& responder) {
    if (auto no = resources.refusal(request)) return std::move(*no);
    if (request.media_type() != kSdp) {
        return error_response(415, "bad_message", "the offer must be application/sdp").with("accept-post", kSdp);
    }
    return resources.offer(request, responder);
}

// Whoever may make an offer is told of the ICE servers before it, too.
Outcome endpoint_options(const Site& site, const WebRtcResources& resources, const Request& request) {
    Response response;
    response.with("accept-post", kSdp).with("allow", "POST, OPTIONS").with("cache-control", "no-store");
    if (!resources.refusal(request)) add_ice_servers(site, response);
    return response;
}

// 204 for candidates, 200 with the fragment and the new ETag for an ICE restart.
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

Outcome patch(const WebRtcResources& resources, const Request& request, const Responder& responder) {
    if (auto no = resources.refusal(request)) return std::move(*no);
    if (request.media_type() != kSdpFragment) {
        return error_response(415, "bad_message", "the fragment must be application/trickle-ice-sdpfrag")
            .with("accept-patch", kSdpFragment);
    }
    const auto if_match = request.if_match.empty() ? std::nullopt : std::optional<std::string>(request.if_match);
    resources.sessions().patch(
        std::string(request.param("slug")), std::string(request.param("session")), if_match, request.body,
        [responder](const media::WhipResult<media::WhipAnswer>& answer) { responder.answer(session_patched(answer)); });
    return Later{};
}

Outcome end(const WebRtcResources& resources, const Request& request, const Responder& responder) {
    if (auto no = resources.refusal(request)) return std::move(*no);
    resources.sessions().remove(std::string(request.param("slug")), std::string(request.param("session")),
                                [responder](const media::WhipResult<void>& ended) {
                                    responder.answer(ended ? Response{} : session_refused(ended.error()));
                                });
    return Later{};
}

}  // namespace

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

Response session_refused(const media::WhipError& error) {
    return error_response(error.status, error.code, error.message);
}

void add_webrtc_resources(Site& site, WebRtcResources resources) {
    const auto shared = std::make_shared<const WebRtcResources>(std::move(resources));
    const std::string endpoint = shared->path + "/{slug}";
    const std::string session = endpoint + "/{session}";
    site.router.add("POST", endpoint, [shared](const Request& request, const Responder& responder) {
        return take_offer(*shared, request, responder);
    });
    site.router.add("OPTIONS", endpoint, [&site, shared](const Request& request, const Responder&) {
        return endpoint_options(site, *shared, request);
    });
    site.router.add("PATCH", session, [shared](const Request& request, const Responder& responder) {
        return patch(*shared, request, responder);
    });
    site.router.add("DELETE", session, [shared](const Request& request, const Responder& responder) {
        return end(*shared, request, responder);
    });
    site.router.add("OPTIONS", session, [](const Request&, const Responder&) -> Outcome {
        return Response{}.with("accept-patch", kSdpFragment).with("allow", "PATCH, DELETE, OPTIONS");
    });
}

}  // namespace wardcast::http
