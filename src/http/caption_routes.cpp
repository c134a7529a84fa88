#include "http/caption_routes.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "http/caption_body.h"
#include "http/caption_track.h"
#include "http/client_message.h"
#include "http/hls_routes.h"
#include "http/identity.h"
#include "http/web_vtt.h"
#include "media/recording_position.h"
#include "meeting/caption_view.h"

namespace wardcast::http {
namespace {

using namespace std::chrono_literals;
using hub::CaptionReading;
using meeting::CaptionLanguage;

// So long captions stand where those who watch live can read them; who looks later gets them where they were said.
constexpr auto kLive = 60s;
constexpr const char* kVtt = "text/vtt; charset=utf-8";

Response no_such_meeting() {
    return error_response(404, "not_found", "there is no such meeting");
}

Response error_of(const Error& error) {
    if (error.kind == ErrorKind::NotFound) return error_response(404, "not_found", error.message);
    return error_response(503, "unavailable", error.message);
}

Response vtt_response(std::string text, const char* caching) {
    Response response;
    response.content_type = kVtt;
    response.body = share_bytes(std::move(text));
    return response.with("cache-control", caching).with("access-control-allow-origin", "*");
}

// Answers with what was taken down of the meeting that the address names.
template <class Then>
Outcome with_captions(const Site& site, const Request& request, const Responder& responder, Then then) {
    const auto slug = slug_from(request.param("slug"));
    if (!slug) return no_such_meeting();
    site.hub.captions(*slug, [responder, then = std::move(then)](const Result<CaptionReading>& read) {
        responder.answer(read ? then(*read) : error_of(read.error()));
    });
    return Later{};
}

// ---- For players -----------------------------------------------------------------------------------------------

Outcome piece(const Site& site, const Request& request, const Responder& responder) {
    const auto language = meeting::caption_language_from(request.param("language"));
    const auto cut = parse_caption_cut(request.param("cut"));
    if (!language || !cut) return error_response(404, "not_found", "there is nothing at this address");
    if (auto no = refuses_rehearsal(site, request)) return *std::move(no);
    return with_captions(site, request, responder,
                         [language = *language, cut = *cut, now = site.clock.now()](const CaptionReading& read) {
                             const bool is_live = !read.has_ended && now - cut.end() < kLive;
                             const auto cues =
                                 cues_between(*read.captions, language,
                                              is_live ? CaptionTiming::Live : CaptionTiming::AsSaid, cut.at, cut.end());
                             return vtt_response(caption_piece(cues, cut), is_live ? "max-age=2" : "no-cache");
                         });
}

std::vector<std::string> languages_of(const CaptionReading& read) {
    std::set<CaptionLanguage> found;
    for (const auto& caption : *read.captions) {
        if (!caption.text.empty()) found.insert(caption.lang);
    }
    std::vector<std::string> names;
    names.reserve(found.size());
    for (const auto language : found)
        names.emplace_back(to_string(language));
    return names;
}

Outcome recording_index(const Site& site, const Request& request, const Responder& responder) {
    if (site.studio == nullptr) return error_response(503, "unavailable", "this server has no media side");
    return with_captions(site, request, responder,
                         [&site, request, slug = std::string(request.param("slug"))](const CaptionReading& read) {
                             return played(site.studio->playback().recording_index(slug, languages_of(read)), request);
                         });
}

// ---- For people ------------------------------------------------------------------------------------------------

std::optional<CaptionLanguage> wanted_language(const Request& request, const CaptionReading& read) {
    if (const auto named = request.query_value("lang"); !named.empty()) return meeting::caption_language_from(named);
    const auto there = languages_of(read);
    return there.empty() ? CaptionLanguage::En : meeting::caption_language_from(there.front());
}

// All of it, counted from the beginning of the recording; without one, of the meeting.
Outcome whole(const Site& site, const Request& request, const Responder& responder) {
    const auto slug = slug_from(request.param("slug"));
    if (!slug) return no_such_meeting();
    auto facts = site.studio != nullptr ? site.studio->playback().recording(slug->str())
                                        : Result<media::RecordingFacts>(failure(ErrorKind::NotFound, ""));
    return with_captions(site, request, responder, [request, facts = std::move(facts)](const CaptionReading& read) {
        const auto language = wanted_language(request, read);
        if (!language) return error_response(400, "bad_message", "'lang' must be one of en, cy");
        const auto begin = read.started_at.value_or(Timestamp());
        const auto place = [&](Timestamp time) {
            return facts ? facts->position_of(time) : std::max<std::chrono::milliseconds>(time - begin, 0ms);
        };
        std::string vtt = "WEBVTT\n";
        for (const Cue& cue : cues_between(*read.captions, *language, CaptionTiming::AsSaid, Timestamp::min(),
                                           Timestamp::max() - meeting::kLongestCaption)) {
            const auto from = place(cue.shown.from);
            const auto to = place(cue.shown.to);
            if (to <= from) continue;  // It fell into a pause of the recording.
            vtt += "\n" + cue.id + "\n" + vtt_time(from) + " --> " + vtt_time(to) + "\n" + vtt_text(cue.text) + "\n";
        }
        const std::string name(request.param("slug"));
        return vtt_response(std::move(vtt), "no-cache")
            .with("content-disposition",
                  "attachment; filename=\"" + name + "." + std::string(to_string(*language)) + ".vtt\"");
    });
}

Outcome list(const Site& site, const Request& request, const Responder& responder) {
    return with_captions(site, request, responder, [](const CaptionReading& read) {
        Json captions = Json::array();
        for (const auto& caption : *read.captions)
            captions.push_back(caption_view(caption));
        return json_response(200, {{"title", read.title}, {"captions", std::move(captions)}});
    });
}

// ---- From recognisers ------------------------------------------------------------------------------------------

// Who sends, or why they may not.
tl::expected<Identity, Response> sender(const Site& site, const Request& request, const meeting::Slug& slug) {
    const auto token = bearer_token(request.authorization);
    const auto as = token.empty() ? std::string_view("captioner") : std::string_view();
    const auto identity = identify(site.access, slug, {.token = token, .as = as, .cookie = request.cookie});
    if (!identity) {
        return tl::unexpected(
            error_response(401, "not_allowed",
                           "captions need the token of the captioner's link: Authorization: Bearer TOKEN")
                .with("www-authenticate", token.empty() ? "Bearer" : "Bearer error=\"invalid_token\""));
    }
    if (!may_change(request, site.settings.public_url)) {
        return tl::unexpected(error_response(403, "not_allowed", "pages of another site may not send captions here"));
    }
    return *identity;
}

void hand_over(const Site& site, const Request& request, const meeting::Slug& slug, const Identity& identity,
               CaptionBody body, const Responder& responder) {
    const auto taken = body.captions.size();
    if (taken == 0) {
        return responder.answer(json_response(200, {{"taken", 0}, {"interim", body.interim}}));
    }
    site.metrics.commands.Increment();
    site.hub.submit(
        slug, {identity.actor, {}, request.network.str()},
        {.id = meeting::CommandId(random_uuid()), .name = "captions", .data = {{"captions", std::move(body.captions)}}},
        [responder, taken, interim = body.interim](const hub::CommandReply& reply) {
            if (reply.http_status == 200) {
                return responder.answer(
                    json_response(200, {{"taken", taken}, {"interim", interim}, {"seq", reply.body.value("seq", 0)}}));
            }
            auto response =
                error_response(reply.http_status, reply.body.value("code", ""), reply.body.value("message", ""));
            responder.answer(std::move(response));
        });
}

Outcome take(const Site& site, const Request& request, const Responder& responder) {
    const auto slug = slug_from(request.param("slug"));
    if (!slug) return no_such_meeting();
    auto identity = sender(site, request, *slug);
    if (!identity) return std::move(identity.error());
    const auto type = request.media_type();
    if (type == "application/json") {
        auto body = read_json_captions(request.body);
        if (!body) return error_response(400, "bad_message", body.error().message);
        hand_over(site, request, *slug, *identity, std::move(*body), responder);
        return Later{};
    }
    if (type != "text/vtt") {
        return error_response(415, "bad_message", "captions come as application/json or text/vtt")
            .with("accept-post", "application/json, text/vtt");
    }
    std::optional<Timestamp> begin;
    if (const auto from = request.query_value("from"); !from.empty()) {
        const auto time = from_rfc3339(from);
        if (!time) return error_response(400, "bad_message", "'from': " + time.error().message);
        begin = *time;
    }
    site.hub.captions(*slug, [&site, request, slug = *slug, identity = *identity, begin,
                              responder](const Result<CaptionReading>& read) {
        if (!read) return responder.answer(error_of(read.error()));
        if (!begin && !read->started_at) {
            return responder.answer(error_response(409, "wrong_state",
                                                   "the meeting has not begun: say with 'from' "
                                                   "when 00:00:00 was, and send this then"));
        }
        const auto lang = request.query_value("lang");
        auto body = read_vtt_captions(request.body, begin ? *begin : *read->started_at, lang.empty() ? "en" : lang);
        if (!body) return responder.answer(error_response(400, "bad_message", body.error().message));
        hand_over(site, request, slug, identity, std::move(*body), responder);
    });
    return Later{};
}

}  // namespace

void add_caption_routes(Site& site) {
    const auto add = [&site](const char* method, const char* path, auto handler) {
        site.router.add(method, path, [&site, handler](const Request& request, const Responder& responder) {
            return handler(site, request, responder);
        });
    };
    add("GET", "/hls/{slug}/captions/{language}/at/{cut}", piece);
    add("GET", "/hls/{slug}/recording/captions/{language}/at/{cut}", piece);
    add("GET", "/hls/{slug}/recording/index.m3u8", recording_index);
    add("GET", "/m/{slug}/captions.vtt", whole);
    add("GET", "/api/v1/meetings/{slug}/captions", list);
    add("POST", "/m/{slug}/captions", take);
}

}  // namespace wardcast::http
