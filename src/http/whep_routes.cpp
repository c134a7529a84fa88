#include "http/whep_routes.h"

#include <optional>

#include "http/identity.h"
#include "http/webrtc_resources.h"

namespace wardcast::http {
namespace {

// A page of another site may not fill this server's places. Watching acts in nobody's name, so programs, which send no
// Origin, need not show a token.
bool may_watch_from(const Site& site, const Request& request) {
    return request.origin.empty() || is_own_origin(request, site.settings.public_url);
}

// Why this request cannot be about a session of this meeting; nothing when it can.
std::optional<Response> refusal(const Site& site, const Request& request) {
    if (site.studio == nullptr) return error_response(503, "unavailable", "this server has no media side");
    if (!slug_from(request.param("slug"))) return error_response(404, "not_found", "there is no such meeting");
    if (!may_watch_from(site, request)) {
        return error_response(403, "not_allowed", "pages of another site may not watch here");
    }
    return std::nullopt;
}

Response not_now(const media::WhipError& error) {
    auto response = session_refused(error);
    // The draft's section 4.3: a player comes back when there is something to play.
    if (error.status == 409) response.with("retry-after", "5");
    return response;
}

Outcome view(const Site& site, const Request& request, const Responder& responder) {
    const auto slug = *slug_from(request.param("slug"));
    auto identity = identify(
        site.access, slug,
        {.token = bearer_token(request.authorization), .as = request.query_value("as"), .cookie = request.cookie});
    if (!identity) {
        return error_response(401, "not_allowed", "this token opens nothing of this meeting")
            .with("www-authenticate", "Bearer error=\"invalid_token\"");
    }
    if (site.studio->control_room().is_rehearsing(slug.str()) && !prepares_meeting(identity->actor.role)) {
        return error_response(403, "not_allowed", "the meeting is being rehearsed: it is not public yet");
    }
    media::WhepRequest whep{
        .meeting = slug.str(), .is_reserved = identity->actor.role != meeting::Role::Resident, .offer = request.body};
    hub::Visitor visitor{std::move(identity->actor), std::move(identity->keep), request.network.str()};
    site.hub.read(slug, std::move(visitor), [&site, responder, whep](const Result<Json>& read) {
        if (!read) {
            const bool is_missing = read.error().kind == ErrorKind::NotFound;
            responder.answer(
                error_response(is_missing ? 404 : 503, is_missing ? "not_found" : "unavailable", read.error().message));
            return;
        }
        site.studio->whep().view(whep, [&site, responder, endpoint = "/whep/" + whep.meeting](
                                           const media::WhipResult<media::WhipAnswer>& answer) {
            responder.answer(answer ? session_created(site, endpoint, *answer) : not_now(answer.error()));
        });
    });
    return Later{};
}

}  // namespace

void add_whep_routes(Site& site) {
    add_webrtc_resources(site, {.path = "/whep",
                                .refusal = [&site](const Request& request) { return refusal(site, request); },
                                .offer = [&site](const Request& request,
                                                 const Responder& responder) { return view(site, request, responder); },
                                .sessions = [&site]() -> media::WebRtcEndpoint& { return site.studio->whep(); }});
}

}  // namespace wardcast::http
