#include "http/recording_routes.h"

#include <algorithm>
#include <array>
#include <functional>

#include "http/byte_range.h"
#include "http/hls_routes.h"
#include "http/identity.h"
#include "http/recording_chapters.h"
#include "media/recording_position.h"

namespace wardcast::http {
namespace {

Response refused(const Error& error) {
    switch (error.kind) {
        case ErrorKind::NotFound:
            return error_response(404, "not_found", error.message);
        case ErrorKind::Conflict:
            return error_response(409, "wrong_state", error.message);
        default:
            return error_response(503, "unavailable", error.message);
    }
}

Json seconds(std::chrono::milliseconds time) {
    return static_cast<double>(time.count()) / 1000;
}

// Where the slate stands in for the camera.
Json away_json(const Json& state, const media::RecordingFacts& facts) {
    auto marks = Json::array();
    for (Json mark : state.value("away", Json::array())) {
        const auto from = from_rfc3339(mark.value("from", ""));
        if (!from) continue;
        mark["at_s"] = seconds(facts.position_of(*from));
        marks.push_back(std::move(mark));
    }
    return marks;
}

Json facts_json(const std::string& slug, const media::RecordingFacts& facts, const Json& state) {
    auto spans = Json::array();
    for (const auto& span : facts.spans)
        spans.push_back({{"from", to_rfc3339(span.from)}, {"to", to_rfc3339(span.to)}, {"at_s", seconds(span.at)}});
    auto pauses = Json::array();
    for (const auto& pause : facts.pauses)
        pauses.push_back({{"from", to_rfc3339(pause.from)}, {"to", to_rfc3339(pause.to)}, {"why", pause.why}});
    auto places = Json::array();
    for (const auto& chapter : recording_chapters(state, facts)) {
        places.push_back({{"at_s", seconds(chapter.at)},
                          {"at", to_rfc3339(chapter.time)},
                          {"kind", chapter.kind},
                          {"id", chapter.id},
                          {"title", chapter.title}});
    }
    return {{"slug", slug},
            {"duration_s", seconds(facts.duration)},
            {"bytes", facts.bytes},
            {"renditions", facts.renditions},
            {"spans", spans},
            {"pauses", pauses},
            {"chapters", places},
            {"head", facts.head},
            {"away", away_json(state, facts)}};
}

// Answers from the recording and the public state of its meeting, or why it cannot.
using WithRecording = std::function<void(const media::RecordingFacts&, const Json& state)>;

Outcome with_recording(Site& site, const Request& request, const Responder& responder, WithRecording answer) {
    if (site.studio == nullptr) return error_response(503, "unavailable", "this server has no media side");
    const auto slug = slug_from(request.param("slug"));
    if (!slug) return error_response(404, "not_found", "there is no such meeting");
    auto facts = site.studio->playback().recording(slug->str());
    if (!facts) return refused(facts.error());
    const auto identity = identify(site.access, *slug, {.token = {}, .as = {}, .cookie = {}});
    site.hub.read(*slug, {identity->actor, {}, request.network.str()},
                  [facts = std::move(*facts), responder, answer = std::move(answer)](const Result<Json>& read) {
                      if (!read) {
                          responder.answer(refused(read.error()));
                          return;
                      }
                      answer(facts, read->value("state", Json::object()));
                  });
    return Later{};
}

Outcome facts(Site& site, const Request& request, const Responder& responder) {
    const std::string slug(request.param("slug"));
    return with_recording(site, request, responder, [slug, responder](const auto& recorded, const Json& state) {
        responder.answer(json_response(200, facts_json(slug, recorded, state)));
    });
}

Outcome chapters(Site& site, const Request& request, const Responder& responder) {
    return with_recording(site, request, responder, [responder](const auto& recorded, const Json& state) {
        Response response;
        response.content_type = "text/vtt; charset=utf-8";
        response.body = share_bytes(chapters_vtt(recording_chapters(state, recorded), recorded.duration));
        responder.answer(response.with("cache-control", "no-cache").with("access-control-allow-origin", "*"));
    });
}

Outcome file(Site& site, const Request& request, const Responder& responder) {
    const std::string slug(request.param("slug"));
    return with_recording(
        site, request, responder, [&site, slug, request, responder](const auto& recorded, const Json& state) {
            std::vector<media::Chapter> chapters;
            for (const auto& chapter : recording_chapters(state, recorded))
                chapters.push_back({chapter.at, chapter.title});
            site.studio->playback().recording_file(
                slug, std::move(chapters), [slug, request, responder](const Result<media::RecordingFile>& made) {
                    if (!made) {
                        responder.answer(refused(made.error()));
                        return;
                    }
                    auto response = file_response(request, made->bytes, made->etag, "video/mp4");
                    responder.answer(response.with("content-disposition", "attachment; filename=\"" + slug + ".mp4\""));
                });
        });
}

Response thumbnail_response(const Request& request, const std::optional<media::Thumbnail>& picture) {
    if (!picture) return error_response(404, "not_found", "there is no picture at the moment");
    Response response;
    response.with("etag", picture->etag).with("cache-control", "no-cache");
    if (request.if_none_match == picture->etag) {
        response.status = 304;
        return response;
    }
    response.content_type = "image/jpeg";
    response.body = picture->jpeg;
    return response;
}

Outcome picture(const Site& site, const Request& request) {
    const auto slug = slug_from(request.param("slug"));
    if (!slug || site.studio == nullptr) return error_response(404, "not_found", "there is no such meeting");
    // Looked at before and after: whatever was taken in a rehearsal that begins or ends meanwhile stays among staff.
    const auto& control_room = site.studio->control_room();
    const bool rehearsed_before = control_room.is_rehearsing(slug->str());
    const auto taken = site.studio->pictures().programme(slug->str());
    if (!rehearsed_before && !control_room.is_rehearsing(slug->str())) return thumbnail_response(request, taken);
    const bool may = may_see_rehearsal(site, request, *slug);
    auto response = thumbnail_response(request, may ? taken : std::nullopt);
    std::erase_if(response.headers, [](const auto& header) { return header.first == "cache-control"; });
    return response.with("cache-control", "no-store");
}

Outcome camera_picture(const Site& site, const Request& request) {
    const auto slug = slug_from(request.param("slug"));
    std::string_view name = request.param("file");
    if (!slug || site.studio == nullptr || !name.ends_with(".jpg")) {
        return error_response(404, "not_found", "there is no such picture");
    }
    constexpr std::array kRoles = {meeting::Role::Clerk, meeting::Role::Chair, meeting::Role::Camera};
    const bool may = std::any_of(kRoles.begin(), kRoles.end(), [&](meeting::Role role) {
        return holds_role(site.access, *slug, role, request.cookie);
    });
    if (!may) return error_response(403, "not_allowed", "the cameras are for the meeting's staff to see");
    name.remove_suffix(4);
    return thumbnail_response(request, site.studio->pictures().camera(slug->str(), std::string(name)));
}

}  // namespace

void add_recording_routes(Site& site) {
    site.router.add(
        "GET", "/api/v1/meetings/{slug}/recording",
        [&site](const Request& request, const Responder& responder) { return facts(site, request, responder); });
    site.router.add(
        "GET", "/hls/{slug}/recording/chapters.vtt",
        [&site](const Request& request, const Responder& responder) { return chapters(site, request, responder); });
    site.router.add("GET", "/m/{slug}/recording.mp4", [&site](const Request& request, const Responder& responder) {
        return file(site, request, responder);
    });
    site.router.add("GET", "/m/{slug}/picture.jpg",
                    [&site](const Request& request, const Responder&) { return picture(site, request); });
    site.router.add("GET", "/m/{slug}/cameras/{file}",
                    [&site](const Request& request, const Responder&) { return camera_picture(site, request); });
}

}  // namespace wardcast::http
