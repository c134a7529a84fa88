#include "http/rtmp_routes.h"

#include <string>

#include "http/publishing.h"
#include "http/rtmp_publisher.h"

namespace wardcast::http {
namespace {

std::string address_of(const Site& site, const RtmpPublisher& who) {
    return "rtmp://" + site.settings.rtmp_address + "/live/" + who.stream;
}

// nginx knows yes (2xx, or 302 with the new name) and no. A person reads the reason in nginx's log.
Response no(const media::WhipError& error) {
    return error_response(403, error.code, error.message);
}

bool is_local(const Request& request) {
    return request.network == Network::parse("127.0.0.1");
}

Outcome publish(const Site& site, const Request& request, const Responder& responder) {
    if (!is_local(request)) return error_response(404, "not_found", "there is nothing at this address");
    if (site.settings.rtmp_address.empty()) {
        return error_response(403, "unavailable", "RTMP is off: set media.rtmp.address to where nginx listens");
    }
    const auto who = read_rtmp_publisher(request.body);
    if (!who) return error_response(403, "bad_message", "the stream key is MEETING?k=TOKEN or MEETING.CAMERA?k=TOKEN");
    // No cookie: encoders have none.
    if (who->token.empty()) return no({401, "not_allowed", "the stream key ends with ?k= and the camera link's token"});
    if (const auto refusal = may_publish(site, who->slug, who->token, {})) return no(*refusal);
    ask_whether_wanted(site, who->slug, request.network, [&site, responder, who = *who](const auto& refusal) {
        if (refusal) {
            responder.answer(no(*refusal));
            return;
        }
        media::StreamRequest stream;
        stream.meeting = who.slug.str();
        stream.camera = who.camera;
        stream.publisher = "rtmp " + who.stream;
        site.studio->streams().publish_rtmp(stream, address_of(site, who),
                                            [responder, who](media::WhipResult<void> taken) {
                                                if (!taken) {
                                                    responder.answer(no(taken.error()));
                                                    return;
                                                }
                                                Response renamed;
                                                renamed.status = 302;
                                                responder.answer(renamed.with("location", who.stream));
                                            });
    });
    return Later{};
}

// Told under the name that the publisher had asked for.
Outcome done(const Site& site, const Request& request) {
    if (!is_local(request)) return error_response(404, "not_found", "there is nothing at this address");
    const auto who = read_rtmp_publisher(request.body);
    if (who && site.studio != nullptr && !may_publish(site, who->slug, who->token, {})) {
        site.studio->streams().end_rtmp(address_of(site, *who));
    }
    return Response{};
}

}  // namespace

void add_rtmp_routes(Site& site) {
    site.router.add("POST", "/rtmp/publish", [&site](const Request& request, const Responder& responder) {
        return publish(site, request, responder);
    });
    site.router.add("POST", "/rtmp/done",
                    [&site](const Request& request, const Responder&) { return done(site, request); });
}

}  // namespace wardcast::http
