#include "http/page_routes.h"

#include <array>

#include "http/client_message.h"
#include "http/cookies.h"
#include "http/form.h"
#include "http/identity.h"
#include "http/page_response.h"
#include "http/page_view.h"
#include "http/qr_code.h"

namespace wardcast::http {
namespace {

using namespace nlohmann::literals;

Transport transport(const Request& request) {
    return request.secure ? Transport::Tls : Transport::Plain;
}

Response no_such_meeting(const Request& request) {
    return page(404,
                error_page("There is no such meeting", "No meeting has this address.",
                           "Check the address for a slip of the finger, or look in the list of meetings."),
                request);
}

Response link_needed(const Request& request, std::string_view role) {
    return page(403,
                error_page("This page needs its link",
                           "The " + std::string(role) + "'s page opens only with the link made for it.",
                           "The clerk has the links of a meeting, with QR codes to scan. Open the link once on this "
                           "device; it is remembered."),
                request);
}

Response read_failed(const Request& request, const Error& error) {
    if (error.kind == ErrorKind::NotFound) return no_such_meeting(request);
    return page(503,
                error_page("Not now", "The server cannot show this meeting at the moment.",
                           "Nothing is lost. Load the page again in a minute."),
                request)
        .with("retry-after", "5");
}

// The page's address without the token in it.
Response keep_token(const Request& request, const std::string& cookie, std::string_view token) {
    // What the link says besides stays: which of several cameras, whether the room screen shows the picture.
    std::string rest;
    for (const char* name : {"camera", "picture"}) {
        const auto value = slug_from(request.query_value(name));
        if (value) rest += (rest.empty() ? "?" : "&") + std::string(name) + "=" + value->str();
    }
    return redirect(request.path + rest)
        .with("set-cookie", set_cookie(cookie, token, kRoleCookieAge, transport(request)));
}

struct Shells {
    std::string home, watch, camera, chair, clerk, captioner, room, links;
};

// A page for one role, with the file it is made of.
struct RolePage {
    const char* name;
    meeting::Role role;
    std::string Shells::*shell;
    Devices devices;
};
constexpr std::array<RolePage, 6> kRolePages = {
    {{"camera", meeting::Role::Camera, &Shells::camera, Devices::CameraAndMicrophone},
     {"chair", meeting::Role::Chair, &Shells::chair, Devices::None},
     {"clerk", meeting::Role::Clerk, &Shells::clerk, Devices::None},
     {"captioner", meeting::Role::Captioner, &Shells::captioner, Devices::None},
     {"room", meeting::Role::Room, &Shells::room, Devices::None},
     {"links", meeting::Role::Clerk, &Shells::links, Devices::None}}};

// Serves the pages. Lives in the route handlers, shared by them.
class Pages {
  public:
    Pages(Site& site, Shells shells) : site_(site), shells_(std::move(shells)) {}

    Outcome home(const Request& request, const Responder& responder) const;
    Outcome watch(const Request& request, const Responder& responder) const;
    Outcome role_page(const RolePage& role_page, const Request& request, const Responder& responder) const;
    Outcome ask(const Request& request, const Responder& responder) const;
    Outcome qr(const Request& request) const;

  private:
    // Reads the meeting for this resident and answers with the watch page.
    void show_watch(const Request& request, const meeting::Slug& slug, const Identity& identity, int status,
                    Draft draft, const Responder& responder) const;
    [[nodiscard]] hub::Visitor visitor(const Identity& identity, const Request& request) const {
        return {identity.actor, identity.keep, request.network.str()};
    }

    Site& site_;
    const Shells shells_;
};

Response with_participant(Response response, const Identity& identity, const Request& request) {
    if (!identity.is_fresh) return response;
    return response.with("set-cookie",
                         set_cookie(kParticipantCookie, identity.keep, kParticipantCookieAge, transport(request)));
}

Outcome Pages::home(const Request& request, const Responder& responder) const {
    if (const auto token = request.query_value("k"); !token.empty()) {
        if (!site_.access.is_officer(token)) return link_needed(request, "officer");
        return keep_token(request, std::string(kOfficerCookie), token);
    }
    site_.hub.list([this, request, responder](const Result<std::vector<hub::MeetingSummary>>& meetings) {
        if (!meetings) {
            responder.answer(read_failed(request, meetings.error()));
            return;
        }
        const std::string head = head_fragment("Public meetings", "Watch public meetings and ask questions.");
        responder.answer(page(200, fill_shell(shells_.home, head, home_fragment(*meetings)), request));
    });
    return Later{};
}

Outcome Pages::watch(const Request& request, const Responder& responder) const {
    const auto slug = slug_from(request.param("slug"));
    if (!slug) return no_such_meeting(request);
    const auto identity = identify(site_.access, *slug, {.token = {}, .as = {}, .cookie = request.cookie});
    show_watch(request, *slug, *identity, 200, {}, responder);
    return Later{};
}

void Pages::show_watch(const Request& request, const meeting::Slug& slug, const Identity& identity, int status,
                       Draft draft, const Responder& responder) const {
    site_.hub.read(
        slug, visitor(identity, request),
        [this, request, slug, identity, status, draft = std::move(draft), responder](const Result<Json>& read) {
            if (!read) {
                responder.answer(read_failed(request, read.error()));
                return;
            }
            const std::string title = read->value("/state/title"_json_pointer, "");
            Preview preview{site_.base_url(request) + "/m/" + slug.str(), {}};
            if (read->value("/state/phase"_json_pointer, "planned") != "planned") {
                preview.image = site_.base_url(request) + "/m/" + slug.str() + "/picture.jpg";
            }
            const std::string head = head_fragment(title, "Watch " + title + " and ask a question.", preview);
            Response response = page(status, fill_shell(shells_.watch, head, watch_fragment(*read, draft)), request);
            responder.answer(with_participant(std::move(response), identity, request));
        });
}

Outcome Pages::role_page(const RolePage& role_page, const Request& request, const Responder& responder) const {
    const auto slug = slug_from(request.param("slug"));
    if (!slug) return no_such_meeting(request);
    const std::string role_name(to_string(role_page.role));
    if (const auto token = request.query_value("k"); !token.empty()) {
        if (site_.access.role_of(*slug, token) != role_page.role) return link_needed(request, role_name);
        return keep_token(request, role_cookie(*slug, role_page.role), token);
    }
    if (!holds_role(site_.access, *slug, role_page.role, request.cookie)) return link_needed(request, role_name);

    // The camera page tells its own session from another's by the participant cookie.
    const auto participant = identify(site_.access, *slug, {.token = {}, .as = {}, .cookie = request.cookie});
    site_.hub.read(*slug, {{role_page.role, hub::Access::staff_id(role_page.role)}, {}, request.network.str()},
                   [this, &role_page, request, identity = *participant, responder](const Result<Json>& read) {
                       if (!read) {
                           responder.answer(read_failed(request, read.error()));
                           return;
                       }
                       const std::string title =
                           std::string(role_page.name) + " · " + read->value("/state/title"_json_pointer, "");
                       Response response =
                           page(200, fill_shell(shells_.*role_page.shell, head_fragment(title, title), ""), request,
                                role_page.devices);
                       responder.answer(with_participant(std::move(response), identity, request));
                   });
    return Later{};
}

Outcome Pages::ask(const Request& request, const Responder& responder) const {
    const auto slug = slug_from(request.param("slug"));
    if (!slug) return no_such_meeting(request);
    if (!may_change(request, site_.settings.public_url)) {
        return page(403,
                    error_page("Not from here", "Questions are sent from the meeting's own page.",
                               "Open the meeting and ask there."),
                    request);
    }
    const auto form = parse_form(request.body);
    if (!form) {
        return page(400, error_page("That did not arrive whole", form.error().message, "Go back and send it again."),
                    request);
    }
    const auto field = [&](const char* name) {
        const auto found = form->find(name);
        return found == form->end() ? std::string() : found->second;
    };
    hub::CommandRequest command;
    command.id = meeting::CommandId(is_uuid(field("id")) ? field("id") : random_uuid());
    command.name = "ask";
    command.data = {{"text", field("text")}, {"name", field("name")}};
    const auto identity = identify(site_.access, *slug, {.token = {}, .as = {}, .cookie = request.cookie});
    site_.metrics.commands.Increment();
    site_.hub.submit(*slug, visitor(*identity, request), std::move(command),
                     [this, request, slug = *slug, identity = *identity, text = field("text"), name = field("name"),
                      responder](const hub::CommandReply& reply) {
                         if (reply.http_status == 200) {
                             Response response =
                                 redirect("/m/" + slug.str() + "?asked=" + reply.body.value("question", "") + "#yours");
                             responder.answer(with_participant(std::move(response), identity, request));
                             return;
                         }
                         show_watch(request, slug, identity, reply.http_status,
                                    {text, name, reply.body.value("message", "It could not be taken: try again.")},
                                    responder);
                     });
    return Later{};
}

Outcome Pages::qr(const Request& request) const {
    const auto slug = slug_from(request.param("slug"));
    if (!slug) return no_such_meeting(request);
    auto svg = qr_svg(site_.base_url(request) + "/m/" + slug->str());
    if (!svg) return error_response(400, "too_long", svg.error().message);
    Response response;
    response.content_type = "image/svg+xml";
    response.body = share_bytes(std::move(*svg));
    return response.with("cache-control", "no-cache");
}

Result<Shells> load_shells(const StaticFiles& files) {
    Shells shells;
    for (const auto& [name, target] :
         {std::pair{"home.html", &Shells::home}, std::pair{"watch.html", &Shells::watch},
          std::pair{"camera.html", &Shells::camera}, std::pair{"chair.html", &Shells::chair},
          std::pair{"clerk.html", &Shells::clerk}, std::pair{"captioner.html", &Shells::captioner},
          std::pair{"room.html", &Shells::room}, std::pair{"links.html", &Shells::links}}) {
        auto shell = files.page(name);
        if (!shell) return tl::unexpected(shell.error());
        shells.*target = std::move(*shell);
    }
    return shells;
}

}  // namespace

Result<void> add_page_routes(Site& site) {
    auto shells = load_shells(site.files);
    if (!shells) return tl::unexpected(shells.error());
    auto pages = std::make_shared<const Pages>(site, std::move(*shells));
    Router& router = site.router;
    router.add("GET", "/",
               [pages](const Request& request, const Responder& responder) { return pages->home(request, responder); });
    router.add("GET", "/m/{slug}", [pages](const Request& request, const Responder& responder) {
        return pages->watch(request, responder);
    });
    router.add("POST", "/m/{slug}/ask",
               [pages](const Request& request, const Responder& responder) { return pages->ask(request, responder); });
    router.add("GET", "/m/{slug}/qr.svg",
               [pages](const Request& request, const Responder&) { return pages->qr(request); });
    for (const RolePage& role_page : kRolePages) {
        router.add("GET", std::string("/m/{slug}/") + role_page.name,
                   [pages, &role_page](const Request& request, const Responder& responder) {
                       return pages->role_page(role_page, request, responder);
                   });
    }
    router.add("GET", "/error.css", [](const Request&, const Responder&) -> Outcome {
        Response response;
        response.content_type = "text/css; charset=utf-8";
        response.body = share_bytes(error_css());
        return response.with("cache-control", "public, max-age=3600");
    });
    return {};
}

}  // namespace wardcast::http
