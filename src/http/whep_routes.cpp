#include "http/whep_routes.h"

#include <optional>

#include "http/identity.h"
#include "http/webrtc_responses.h"

namespace wardcast::http {
namespace {

using namespace nlohmann::literals;

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
    if (auto no = refusal(site, request)) return std::move(*no);
    if (request.media_type() != kSdp) {
        return error_response(415, "bad_message", "the offer must be application/sdp").with("accept-post", kSdp);
    }
    const auto slug = *slug_from(request.param("slug"));
    auto identity = identify(
        site.access, slug,
        {.token = bearer_token(request.authorization), .as = request.query_value("as"), .cookie = request.cookie});
    if (!identity) {
        return error_response(401, "not_allowed", "this token opens nothing of this meeting")
            .with("www-authenticate", "Bearer error=\"invalid_token\"");
    }
    if (site.studio->is_rehearsing(slug.str()) && !prepares_meeting(identity->actor.role)) {
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
        site.studio->whep_view(whep, [&site, responder, endpoint = "/whep/" + whep.meeting](
                                         const media::WhipResult<media::WhipAnswer>& answer) {
            responder.answer(answer ? session_created(site, endpoint, *answer) : not_now(answer.error()));
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
    site.studio->whep_patch(
        std::string(request.param("slug")), std::string(request.param("session")), if_match, request.body,
        [responder](const media::WhipResult<media::WhipAnswer>& answer) { responder.answer(session_patched(answer)); });
    return Later{};
}

Outcome stop_watching(const Site& site, const Request& request, const Responder& responder) {
    if (auto no = refusal(site, request)) return std::move(*no);
    site.studio->whep_delete(std::string(request.param("slug")), std::string(request.param("session")),
                             [responder](const media::WhipResult<void>& ended) {
                                 responder.answer(ended ? Response{} : session_refused(ended.error()));
                             });
    return Later{};
}

Outcome options(const Site& site, const Request& request) {
    Response response;
    response.with("accept-post", kSdp).with("allow", "POST, OPTIONS").with("cache-control", "no-store");
    if (!refusal(site, request)) add_ice_servers(site, response);
    return response;
}

}  // namespace

// What names a session is unguessable: who knows it may patch and end it.
void add_whep_routes(Site& site) {
    site.router.add("POST", "/whep/{slug}", [&site](const Request& request, const Responder& responder) {
        return view(site, request, responder);
    });
    site.router.add("OPTIONS", "/whep/{slug}",
                    [&site](const Request& request, const Responder&) { return options(site, request); });
    site.router.add("PATCH", "/whep/{slug}/{session}", [&site](const Request& request, const Responder& responder) {
        return patch(site, request, responder);
    });
    site.router.add("DELETE", "/whep/{slug}/{session}", [&site](const Request& request, const Responder& responder) {
        return stop_watching(site, request, responder);
    });
    site.router.add("OPTIONS", "/whep/{slug}/{session}", [](const Request&, const Responder&) -> Outcome {
        return Response{}.with("accept-patch", kSdpFragment).with("allow", "PATCH, DELETE, OPTIONS");
    });
}

}  // namespace wardcast::http
