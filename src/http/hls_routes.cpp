#include "http/hls_routes.h"

#include <algorithm>
#include <array>

#include "http/identity.h"

namespace wardcast::http {
namespace {

// Any page may play a public meeting.
Response open_to_all(Response response) {
    return response.with("access-control-allow-origin", "*");
}

const char* code_of(int status) {
    switch (status) {
        case 400:
            return "bad_message";
        case 404:
            return "not_found";
        default:
            return "unavailable";
    }
}

// Those who prepare the meeting.
bool may_see_rehearsal(const Site& site, const Request& request, const meeting::Slug& slug) {
    if (const auto token = bearer_token(request.authorization); !token.empty()) {
        const auto role = site.access.role_of(slug, token);
        return role && prepares_meeting(*role);
    }
    using meeting::Role;
    constexpr std::array kRoles{Role::Camera, Role::Chair, Role::Clerk, Role::Captioner};
    return std::any_of(kRoles.begin(), kRoles.end(),
                       [&](Role role) { return holds_role(site.access, slug, role, request.cookie); });
}

Outcome play(const Site& site, const Request& request) {
    site.metrics.hls_requests.Increment();
    if (site.studio == nullptr) return open_to_all(error_response(503, "unavailable", "this server has no media side"));
    const auto slug = slug_from(request.param("slug"));
    if (!slug) return open_to_all(error_response(404, "not_found", "there is no such meeting"));

    const bool rehearsing = site.studio->is_rehearsing(slug->str());
    if (rehearsing && !may_see_rehearsal(site, request, *slug)) {
        return error_response(403, "not_allowed", "the meeting is being rehearsed: it is not public yet")
            .with("cache-control", "no-store");
    }
    media::HlsReply reply = site.studio->hls(slug->str(), request.param("file"), request.query_string());
    if (auto* wait = std::get_if<media::HlsWait>(&reply)) {
        return Hold{slug->str(), std::move(wait->rendition), wait->at_most};
    }
    if (const auto* refusal = std::get_if<media::HlsRefusal>(&reply)) {
        return open_to_all(error_response(refusal->status, code_of(refusal->status), refusal->message));
    }
    auto& body = std::get<media::HlsBody>(reply);
    Response response;
    response.content_type = body.content_type;
    response.with("cache-control", rehearsing ? "no-store" : body.cache_control);
    if (body.gzip) {
        response.with("vary", "Accept-Encoding");
        if (request.accepts_gzip()) {
            body.bytes = std::move(body.gzip);
            response.with("content-encoding", "gzip");
        }
    }
    response.body = std::move(body.bytes);
    return rehearsing ? response : open_to_all(std::move(response));
}

}  // namespace

void add_hls_routes(Site& site) {
    site.router.add("GET", "/hls/{slug}/{file*}",
                    [&site](const Request& request, const Responder&) { return play(site, request); });
}

}  // namespace wardcast::http
