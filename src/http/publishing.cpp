#include "http/publishing.h"

#include <utility>

#include "http/cookies.h"
#include "http/identity.h"

namespace wardcast::http {

using namespace nlohmann::literals;

std::optional<media::WhipError> may_publish(const Site& site, const meeting::Slug& slug, std::string_view token,
                                            std::string_view cookie) {
    if (site.studio == nullptr) return media::WhipError{503, "unavailable", "this server has no media side"};
    if (token.empty()) {
        if (holds_role(site.access, slug, meeting::Role::Camera, cookie)) return std::nullopt;
        return media::WhipError{401, "not_allowed", "publishing needs the camera link's token"};
    }
    const auto role = site.access.role_of(slug, token);
    if (!role) return media::WhipError{401, "not_allowed", "this token opens no camera of this meeting"};
    if (*role == meeting::Role::Camera) return std::nullopt;
    return media::WhipError{403, "not_allowed", "this link is not for a camera: use the camera link"};
}

std::string publisher_of(const hub::Access& access, std::string_view cookie) {
    if (const auto keep = cookie_value(cookie, kParticipantCookie)) {
        if (const auto participant = access.participant_of(*keep)) return participant->str();
    }
    return access.new_participant().id.str();
}

void ask_whether_wanted(const Site& site, const meeting::Slug& slug, const Network& network,
                        std::function<void(std::optional<media::WhipError>)> then) {
    hub::Visitor visitor{{meeting::Role::Camera, hub::Access::staff_id(meeting::Role::Camera)}, {}, network.str()};
    site.hub.read(slug, std::move(visitor), [then = std::move(then)](const Result<Json>& read) {
        if (!read) {
            const bool is_missing = read.error().kind == ErrorKind::NotFound;
            then(media::WhipError{is_missing ? 404 : 503, is_missing ? "not_found" : "unavailable",
                                  read.error().message});
        } else if (read->value("/state/phase"_json_pointer, "") == "ended") {
            then(media::WhipError{410, "ended", "this meeting has ended"});
        } else {
            then(std::nullopt);
        }
    });
}

}  // namespace wardcast::http
