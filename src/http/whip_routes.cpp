#include "http/whip_routes.h"

#include <optional>

#include "http/identity.h"
#include "http/publishing.h"
#include "http/webrtc_resources.h"

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
        site.studio->whip().publish(whip, [&site, responder, endpoint = "/whip/" + whip.meeting](
                                              const media::WhipResult<media::WhipAnswer>& answer) {
            responder.answer(answer ? session_created(site, endpoint, *answer) : session_refused(answer.error()));
        });
    });
    return Later{};
}

}  // namespace

void add_whip_routes(Site& site) {
    add_webrtc_resources(site,
                         {.path = "/whip",
                          .refusal = [&site](const Request& request) { return refusal(site, request); },
                          .offer = [&site](const Request& request,
                                           const Responder& responder) { return publish(site, request, responder); },
                          .sessions = [&site]() -> media::WebRtcEndpoint& { return site.studio->whip(); }});
}

}  // namespace wardcast::http
