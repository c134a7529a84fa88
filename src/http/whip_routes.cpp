#include "http/whip_routes.h"

#include <optional>

#include "http/identity.h"
#include "http/publishing.h"
#include "http/webrtc_responses.h"

namespace wardcast::http {
namespace {

// Why this request may not publish in this meeting; nothing when it may.
std::optional<Response> refusal(const Site& site, const Request& request) {
    const auto slug = slug_from(request.param("slug"));
    if (!slug) return error_response(404, "not_found", "there is no such meeting");

    const std::string_view token = bearer_token(request.authorization);
    if (const auto no = may_publish(site, *slug, token, request.cookie)) {
        Response response = session_refused(*no);
        // RFC 6750 section 3
        if (no->status == 401) {
            response.with("www-authenticate", token.empty() ? "Bearer" : "Bearer error=\"invalid_token\"");
        }
        return response;
    }
    if (!may_change(request, site.settings.public_url)) {
        return error_response(403, "not_allowed", "pages of another site may not publish here");
    }
    return std::nullopt;
}

Outcome publish(const Site& site, const Request& request, const Responder& responder) {
    if (auto no = refusal(site, request)) return std::move(*no);
    if (request.media_type() != kSdp) {
        return error_response(415, "bad_message", "the offer must be application/sdp").with("accept-post", kSdp);
    }
    media::WhipRequest whip;
    whip.meeting = request.param("slug");
    if (const auto camera = request.query_value("camera"); !camera.empty()) whip.camera = camera;
    if (!slug_from(whip.camera)) {
        return error_response(400, "bad_message", "a camera's name is made of a-z, 0-9 and '-', at most 60 of them");
    }
    whip.publisher = publisher_of(site.access, request.cookie);
    whip.takeover = request.query_value("takeover") == "1";
    whip.offer = request.body;

    ask_whether_wanted(site, meeting::Slug(whip.meeting), request.network, [&site, responder, whip](const auto& no) {
        if (no) {
            responder.answer(session_refused(*no));
            return;
        }
        site.studio->whip_publish(whip, [&site, responder, endpoint = "/whip/" + whip.meeting](
                                            const media::WhipResult<media::WhipAnswer>& answer) {
            responder.answer(answer ? session_created(site, endpoint, *answer) : session_refused(answer.error()));
        });
    });
    return Later{};
}

Outcome patch(const Site& site, const Request& request, const Responder& responder) {
    if (auto no = refusal(site, request)) return std::move(*no);
    if (request.media_type() != kSdpFragment) {
        return error_response(415, "bad_message", "the fragment must be application/trickle-ice-sdpfrag")
            .with("accept-patch", kSdpFragment);
    }
    const auto if_match = request.if_match.empty() ? std::nullopt : std::optional<std::string>(request.if_match);
    site.studio->whip_patch(
        std::string(request.param("slug")), std::string(request.param("session")), if_match, request.body,
        [responder](const media::WhipResult<media::WhipAnswer>& answer) { responder.answer(session_patched(answer)); });
    return Later{};
}

Outcome stop_publishing(const Site& site, const Request& request) {
    if (auto no = refusal(site, request)) return std::move(*no);
    const auto ended =
        site.studio->whip_delete(std::string(request.param("slug")), std::string(request.param("session")));
    return ended ? Response{} : session_refused(ended.error());
}

// Who may publish is told of the ICE servers before the offer, too.
Outcome options(const Site& site, const Request& request) {
    Response response;
    response.with("accept-post", kSdp).with("allow", "POST, OPTIONS").with("cache-control", "no-store");
    if (!refusal(site, request)) add_ice_servers(site, response);
    return response;
}

}  // namespace

void add_whip_routes(Site& site) {
    site.router.add("POST", "/whip/{slug}", [&site](const Request& request, const Responder& responder) {
        return publish(site, request, responder);
    });
    site.router.add("OPTIONS", "/whip/{slug}",
                    [&site](const Request& request, const Responder&) { return options(site, request); });
    site.router.add("PATCH", "/whip/{slug}/{session}", [&site](const Request& request, const Responder& responder) {
        return patch(site, request, responder);
    });
    site.router.add("DELETE", "/whip/{slug}/{session}",
                    [&site](const Request& request, const Responder&) { return stop_publishing(site, request); });
    site.router.add("OPTIONS", "/whip/{slug}/{session}", [](const Request&, const Responder&) -> Outcome {
        return Response{}.with("accept-patch", kSdpFragment).with("allow", "PATCH, DELETE, OPTIONS");
    });
}

}  // namespace wardcast::http
