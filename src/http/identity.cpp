#include "http/identity.h"

#include <boost/beast/core/string.hpp>

#include "http/cookies.h"
#include "meeting/slug.h"

namespace wardcast::http {

std::optional<Identity> identify(const hub::Access& access, const meeting::Slug& slug, const Credentials& credentials) {
    if (!credentials.token.empty()) {
        if (const auto role = access.role_of(slug, credentials.token)) {
            return Identity{{*role, hub::Access::staff_id(*role)}, {}, false};
        }
        if (const auto participant = access.participant_of(credentials.token)) {
            return Identity{{meeting::Role::Resident, *participant}, std::string(credentials.token), false};
        }
        return std::nullopt;
    }
    if (!credentials.as.empty() && credentials.as != to_string(meeting::Role::Resident)) {
        const auto role = meeting::role_from(credentials.as);
        if (!role || !holds_role(access, slug, *role, credentials.cookie)) return std::nullopt;
        return Identity{{*role, hub::Access::staff_id(*role)}, {}, false};
    }
    if (const auto keep = cookie_value(credentials.cookie, kParticipantCookie)) {
        if (const auto participant = access.participant_of(*keep)) {
            return Identity{{meeting::Role::Resident, *participant}, std::string(*keep), false};
        }
    }
    auto fresh = access.new_participant();
    return Identity{{meeting::Role::Resident, std::move(fresh.id)}, std::move(fresh.keep), true};
}

bool holds_role(const hub::Access& access, const meeting::Slug& slug, meeting::Role role, std::string_view cookie) {
    const auto token = cookie_value(cookie, role_cookie(slug, role));
    return token && access.role_of(slug, *token) == role;
}

bool prepares_meeting(meeting::Role role) noexcept {
    return role == meeting::Role::Camera || role == meeting::Role::Captioner || meeting::is_staff(role);
}

bool is_officer(const hub::Access& access, const Request& request) {
    const std::string_view bearer = bearer_token(request.authorization);
    if (!bearer.empty()) return access.is_officer(bearer);
    const auto token = cookie_value(request.cookie, kOfficerCookie);
    return token && access.is_officer(*token);
}

std::string_view bearer_token(std::string_view authorization) noexcept {
    constexpr std::string_view kScheme = "bearer ";
    if (authorization.size() <= kScheme.size()) return {};
    const std::string_view scheme = authorization.substr(0, kScheme.size());
    if (!boost::beast::iequals({scheme.data(), scheme.size()}, {kScheme.data(), kScheme.size()})) return {};
    authorization.remove_prefix(kScheme.size());
    while (!authorization.empty() && authorization.front() == ' ')
        authorization.remove_prefix(1);
    return authorization;
}

std::optional<meeting::Slug> slug_from(std::string_view text) {
    if (!meeting::is_slug(text)) return std::nullopt;
    return meeting::Slug(std::string(text));
}

bool is_own_origin(const Request& request, std::string_view public_url) {
    const auto same = [&](std::string_view url) {
        return boost::beast::iequals({request.origin.data(), request.origin.size()}, {url.data(), url.size()});
    };
    while (public_url.ends_with('/'))
        public_url.remove_suffix(1);
    return !request.origin.empty() && (same(request.own_origin()) || (!public_url.empty() && same(public_url)));
}

bool may_change(const Request& request, std::string_view public_url) {
    if (request.origin.empty()) return !bearer_token(request.authorization).empty();
    return is_own_origin(request, public_url);
}

}  // namespace wardcast::http
