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

Outcome play(const Site& site, const Request& request) {
    site.metrics.hls_requests.Increment();
    if (site.studio == nullptr) return open_to_all(error_response(503, "unavailable", "this server has no media side"));
    const auto slug = slug_from(request.param("slug"));
    if (!slug) return open_to_all(error_response(404, "not_found", "there is no such meeting"));
    if (auto no = refuses_rehearsal(site, request)) return *std::move(no);
    media::HlsReply reply = site.studio->playback().hls(slug->str(), request.param("file"), request.query_string());
    if (auto* wait = std::get_if<media::HlsWait>(&reply)) {
        return Hold{slug->str(), std::move(wait->rendition), wait->at_most};
    }
    auto response = played(reply, request);
    if (!site.studio->control_room().is_rehearsing(slug->str())) return response;
    // Nothing of a rehearsal stays anywhere, and no other page may have it.
    std::erase_if(response.headers, [](const auto& header) {
        return header.first == "cache-control" || header.first == "access-control-allow-origin";
    });
    return response.with("cache-control", "no-store");
}

}  // namespace

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

std::optional<Response> refuses_rehearsal(const Site& site, const Request& request) {
    const auto slug = slug_from(request.param("slug"));
    if (!slug || site.studio == nullptr || !site.studio->control_room().is_rehearsing(slug->str())) return std::nullopt;
    if (may_see_rehearsal(site, request, *slug)) return std::nullopt;
    return error_response(403, "not_allowed", "the meeting is being rehearsed: it is not public yet")
        .with("cache-control", "no-store");
}

Response played(const media::HlsReply& reply, const Request& request) {
    if (const auto* refusal = std::get_if<media::HlsRefusal>(&reply)) {
        return open_to_all(error_response(refusal->status, code_of(refusal->status), refusal->message));
    }
    const auto* body = std::get_if<media::HlsBody>(&reply);
    if (body == nullptr) return open_to_all(error_response(503, "unavailable", "it is not there yet"));
    Response response;
    response.content_type = body->content_type;
    response.body = body->bytes;
    response.with("cache-control", body->cache_control);
    if (body->gzip) {
        response.with("vary", "Accept-Encoding");
        if (request.accepts_gzip()) {
            response.body = body->gzip;
            response.with("content-encoding", "gzip");
        }
    }
    return open_to_all(std::move(response));
}

void add_hls_routes(Site& site) {
    site.router.add("GET", "/hls/{slug}/{file*}",
                    [&site](const Request& request, const Responder&) { return play(site, request); });
}

}  // namespace wardcast::http
