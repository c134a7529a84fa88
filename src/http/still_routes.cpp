#include "http/still_routes.h"

#include <optional>

#include "http/identity.h"

namespace wardcast::http {
namespace {

bool is_clerk(const Site& site, const Request& request) {
    const auto slug = slug_from(request.param("slug"));
    if (!slug) return false;
    if (const auto token = bearer_token(request.authorization); !token.empty()) {
        return site.access.role_of(*slug, token) == meeting::Role::Clerk;
    }
    return holds_role(site.access, *slug, meeting::Role::Clerk, request.cookie);
}

// Why this request may not change the picture; nothing when it may.
std::optional<Response> refusal(const Site& site, const Request& request) {
    if (site.studio == nullptr) return error_response(503, "unavailable", "this server has no media side");
    if (!is_clerk(site, request)) return error_response(403, "not_allowed", "only the clerk may change the picture");
    if (!may_change(request, site.settings.public_url)) {
        return error_response(403, "not_allowed", "pages of another site may not change the picture");
    }
    return std::nullopt;
}

void settle(Site& site, const meeting::Slug& slug, const std::optional<std::string>& name, const Responder& responder) {
    site.hub.carry_out(slug, {}, meeting::ChangeStill{name}, [name, responder](const auto& done) {
        // The same once more is what was asked for.
        if (done || done.error().code == meeting::RefusalCode::AlreadyDone) {
            responder.answer(json_response(200, {{"still", name ? Json(*name) : Json()}}));
        } else {
            responder.answer(error_response(meeting::http_status(done.error().code),
                                            meeting::to_string(done.error().code), done.error().message));
        }
    });
}

Outcome put(Site& site, const Request& request, const Responder& responder) {
    if (auto no = refusal(site, request)) return std::move(*no);
    if (request.media_type() != "image/jpeg" && request.media_type() != "image/png") {
        return error_response(415, "bad_message", "Pictures of this kind are not taken: send a JPEG or PNG.");
    }
    const meeting::Slug slug(std::string(request.param("slug")));
    site.studio->pictures().store_still(
        slug.str(), request.body, [&site, slug, responder](const Result<std::string>& stored) {
            if (stored) return settle(site, slug, *stored, responder);
            const bool is_wrong = stored.error().kind == ErrorKind::BadInput;
            responder.answer(
                error_response(is_wrong ? 422 : 503, is_wrong ? "bad_message" : "unavailable", stored.error().message));
        });
    return Later{};
}

Outcome remove(Site& site, const Request& request, const Responder& responder) {
    if (auto no = refusal(site, request)) return std::move(*no);
    settle(site, meeting::Slug(std::string(request.param("slug"))), std::nullopt, responder);
    return Later{};
}

Outcome get(const Site& site, const Request& request) {
    const auto slug = slug_from(request.param("slug"));
    std::string_view file = request.param("file");
    const bool may =
        slug && (is_clerk(site, request) || holds_role(site.access, *slug, meeting::Role::Chair, request.cookie));
    if (!may) return error_response(403, "not_allowed", "the picture is for the meeting's staff to see");
    if (site.studio == nullptr || !file.ends_with(".jpg")) return error_response(404, "not_found", "no such picture");
    file.remove_suffix(4);
    const auto still = site.studio->pictures().still(slug->str(), std::string(file));
    if (!still) return error_response(404, "not_found", "there is no such picture, or no longer");
    Response response;
    response.content_type = "image/jpeg";
    response.body = still->jpeg;
    return response.with("etag", still->etag).with("cache-control", "private, max-age=31536000, immutable");
}

}  // namespace

void add_still_routes(Site& site) {
    // Only who may send a picture may send so much.
    const auto limit = [&site](const Request& request) {
        const Bounds& bounds = site.settings.bounds;
        return is_clerk(site, request) ? bounds.picture_bytes : bounds.body_bytes;
    };
    site.router.add(
        "PUT", "/m/{slug}/still",
        [&site](const Request& request, const Responder& responder) { return put(site, request, responder); }, limit);
    site.router.add("DELETE", "/m/{slug}/still", [&site](const Request& request, const Responder& responder) {
        return remove(site, request, responder);
    });
    site.router.add("GET", "/m/{slug}/stills/{file}",
                    [&site](const Request& request, const Responder&) { return get(site, request); });
}

}  // namespace wardcast::http
