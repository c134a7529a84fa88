#include "http/api_routes.h"

#include "http/client_message.h"
#include "http/cookies.h"
#include "http/identity.h"
#include "http/meeting_links.h"
#include "meeting/refusal.h"

namespace wardcast::http {
namespace {

using namespace nlohmann::literals;

Response error_of(const Error& error) {
    switch (error.kind) {
        case ErrorKind::BadInput:
            return error_response(400, "bad_message", error.message);
        case ErrorKind::NotFound:
            return error_response(404, "not_found", error.message);
        case ErrorKind::NotAllowed:
            return error_response(403, "not_allowed", error.message);
        case ErrorKind::Conflict:
            return error_response(409, "wrong_state", error.message);
        case ErrorKind::Unavailable:
            return error_response(503, "unavailable", error.message);
        case ErrorKind::Internal:
            break;
    }
    return error_response(500, "unavailable", error.message);
}

Response no_such_meeting() {
    return error_response(404, "not_found", "there is no such meeting");
}

Response from_elsewhere() {
    return error_response(403, "not_allowed",
                          "what changes something must come from a page of this server, or with a Bearer token");
}

Json summary_json(const hub::MeetingSummary& meeting) {
    return {{"slug", meeting.slug.str()},
            {"title", meeting.title},
            {"starts", meeting.starts ? Json(to_rfc3339(*meeting.starts)) : Json(nullptr)},
            {"phase", to_string(meeting.phase)},
            {"air", to_string(meeting.air)},
            {"watching", meeting.watching}};
}

Outcome list_meetings(const Site& site, const Responder& responder) {
    site.hub.list([responder](const Result<std::vector<hub::MeetingSummary>>& meetings) {
        if (!meetings) {
            responder.answer(error_of(meetings.error()));
            return;
        }
        Json list = Json::array();
        for (const hub::MeetingSummary& meeting : *meetings)
            list.push_back(summary_json(meeting));
        responder.answer(json_response(200, list));
    });
    return Later{};
}

Result<hub::NewMeeting> read_new_meeting(const std::string& body) {
    const auto json = parse_json(body);
    if (!json) return tl::unexpected(json.error());
    if (!json->is_object()) return failure(ErrorKind::BadInput, "a meeting is an object with a 'title'");
    hub::NewMeeting meeting;
    const auto title = json->find("title");
    if (title == json->end() || !title->is_string()) return failure(ErrorKind::BadInput, "'title' must be a string");
    meeting.title = title->get<std::string>();
    if (const auto slug = json->find("slug"); slug != json->end() && !slug->is_null()) {
        meeting.slug = slug->is_string() ? slug_from(slug->get_ref<const std::string&>()) : std::nullopt;
        if (!meeting.slug) {
            return failure(ErrorKind::BadInput, "'slug' is made of a-z, 0-9 and '-', at most 60 of them");
        }
    }
    if (const auto starts = json->find("starts"); starts != json->end() && !starts->is_null()) {
        if (!starts->is_string()) return failure(ErrorKind::BadInput, "'starts' must be a time");
        const auto time = from_rfc3339(starts->get_ref<const std::string&>());
        if (!time) return tl::unexpected(time.error());
        meeting.starts = *time;
    }
    if (const auto tags = json->find("hashtags"); tags != json->end() && !tags->is_null()) {
        if (!tags->is_array()) return failure(ErrorKind::BadInput, "'hashtags' must be an array of strings");
        for (const Json& tag : *tags) {
            if (!tag.is_string()) return failure(ErrorKind::BadInput, "'hashtags' must be an array of strings");
            meeting.hashtags.push_back(tag.get<std::string>());
        }
    }
    return meeting;
}

Outcome create_meeting(const Site& site, const Request& request, const Responder& responder) {
    if (!may_change(request, site.settings.public_url)) return from_elsewhere();
    if (!is_officer(site.access, request)) {
        return error_response(403, "not_allowed", "only the officer may make meetings: open the officer's link");
    }
    auto meeting = read_new_meeting(request.body);
    if (!meeting) return error_of(meeting.error());
    site.hub.create(std::move(*meeting), [responder, &site,
                                          base = site.base_url(request)](const Result<hub::MeetingSummary>& created) {
        if (!created) {
            responder.answer(error_of(created.error()));
            return;
        }
        responder.answer(json_response(201, {{"slug", created->slug.str()},
                                             {"title", created->title},
                                             {"links", meeting_links(site.access, created->slug, base)}})
                             .with("location", "/api/v1/meetings/" + created->slug.str()));
    });
    return Later{};
}

// Who asks, by Bearer token or by cookie and ?as=; the wire's refusal when that does not hold.
std::optional<Identity> who(const Site& site, const Request& request, const meeting::Slug& slug) {
    return identify(
        site.access, slug,
        {.token = bearer_token(request.authorization), .as = request.query_value("as"), .cookie = request.cookie});
}

Outcome read_meeting(const Site& site, const Request& request, const Responder& responder) {
    const auto slug = slug_from(request.param("slug"));
    if (!slug) return no_such_meeting();
    const auto identity = who(site, request, *slug);
    if (!identity) return error_response(403, "not_allowed", "this link or its cookie does not open that role here");
    site.hub.read(*slug, {identity->actor, identity->keep, request.network.str()},
                  [responder](const Result<Json>& read) {
                      responder.answer(read ? json_response(200, *read) : error_of(read.error()));
                  });
    return Later{};
}

Outcome read_links(const Site& site, const Request& request, const Responder& responder) {
    const auto slug = slug_from(request.param("slug"));
    if (!slug) return no_such_meeting();
    const std::string_view token = bearer_token(request.authorization);
    const bool is_clerk = token.empty() ? holds_role(site.access, *slug, meeting::Role::Clerk, request.cookie)
                                        : site.access.role_of(*slug, token) == meeting::Role::Clerk;
    if (!is_clerk) return error_response(403, "not_allowed", "the links are the clerk's: open the clerk's link");

    hub::Visitor clerk{{meeting::Role::Clerk, hub::Access::staff_id(meeting::Role::Clerk)}, {}, request.network.str()};
    site.hub.read(*slug, std::move(clerk),
                  [responder, &site, slug = *slug, base = site.base_url(request)](const Result<Json>& read) {
                      if (!read) {
                          responder.answer(error_of(read.error()));
                          return;
                      }
                      responder.answer(json_response(200, {{"slug", slug.str()},
                                                           {"title", read->value("/state/title"_json_pointer, "")},
                                                           {"links", meeting_links(site.access, slug, base)}}));
                  });
    return Later{};
}

Outcome command(const Site& site, const Request& request, const Responder& responder) {
    const auto slug = slug_from(request.param("slug"));
    if (!slug) return no_such_meeting();
    if (!may_change(request, site.settings.public_url)) return from_elsewhere();
    const auto identity = who(site, request, *slug);
    if (!identity) {
        return json_response(
            403, refused_message({}, "not_allowed", "this link or its cookie does not open that role here"));
    }
    const auto body = parse_json(request.body);
    if (!body) return json_response(400, refused_message({}, "bad_message", body.error().message));
    auto read = read_command(*body);
    if (const auto* misfit = std::get_if<Misfit>(&read)) {
        return json_response(400, refused_message(misfit->id, "bad_message", misfit->reason));
    }
    site.metrics.commands.Increment();
    std::string cookie;
    if (identity->is_fresh) {
        cookie = set_cookie(kParticipantCookie, identity->keep, kParticipantCookieAge,
                            request.secure ? Transport::Tls : Transport::Plain);
    }
    site.hub.submit(*slug, {identity->actor, identity->keep, request.network.str()},
                    std::get<hub::CommandRequest>(std::move(read)),
                    [responder, cookie](const hub::CommandReply& reply) {
                        Response response = json_response(reply.http_status, reply.body);
                        if (!cookie.empty()) response.with("set-cookie", cookie);
                        if (const auto after = reply.body.find("retry_after"); after != reply.body.end()) {
                            response.with("retry-after", after->dump());
                        }
                        responder.answer(std::move(response));
                    });
    return Later{};
}

}  // namespace

void add_api_routes(Site& site) {
    site.router.add("GET", "/api/v1/meetings",
                    [&site](const Request&, const Responder& responder) { return list_meetings(site, responder); });
    site.router.add("POST", "/api/v1/meetings", [&site](const Request& request, const Responder& responder) {
        return create_meeting(site, request, responder);
    });
    site.router.add("GET", "/api/v1/meetings/{slug}", [&site](const Request& request, const Responder& responder) {
        return read_meeting(site, request, responder);
    });
    site.router.add(
        "GET", "/api/v1/meetings/{slug}/links",
        [&site](const Request& request, const Responder& responder) { return read_links(site, request, responder); });
    site.router.add(
        "POST", "/api/v1/meetings/{slug}/commands",
        [&site](const Request& request, const Responder& responder) { return command(site, request, responder); });
}

}  // namespace wardcast::http
