#include "http/rtmp_routes.h"

#include <optional>
#include <string>

#include "http/form.h"
#include "http/identity.h"
#include "http/publishing.h"

namespace wardcast::http {
namespace {

// One publisher as nginx tells of it: once when it wants to publish, once when it has ended.
struct Publisher {
    meeting::Slug slug;
    std::string camera = "main";
    std::string token;
    std::string stream;  // What nginx calls it from now on: each connection its own name, so that two never collide.
};

std::string field(const Form& form, std::string_view name) {
    const auto found = form.find(name);
    return found == form.end() ? std::string() : found->second;
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() < 20 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "SLUG?k=TOKEN" or "SLUG.CAMERA?k=TOKEN" is what people type as stream key.
std::optional<Publisher> publisher(const Request& request) {
    const auto form = parse_form(request.body);
    if (!form) return std::nullopt;
    const std::string name = field(*form, "name");
    const std::string connection = field(*form, "clientid");
    const auto dot = name.find('.');
    const auto slug = slug_from(name.substr(0, dot));
    if (!slug || !is_number(connection)) return std::nullopt;
    Publisher who;
    who.slug = *slug;
    if (dot != std::string::npos) who.camera = name.substr(dot + 1);
    if (!slug_from(who.camera)) return std::nullopt;
    who.token = field(*form, "k");
    who.stream = who.slug.str() + "." + who.camera + "." + connection;
    return who;
}

std::string address_of(const Site& site, const Publisher& who) {
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
    const auto who = publisher(request);
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
    const auto who = publisher(request);
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
