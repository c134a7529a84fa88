#include "app/meeting_links.h"

namespace wardcast::app {

using meeting::Role;

MeetingLinks links_of(const std::string& slug, const std::string& title, const hub::Access& access,
                      const BaseUrls& urls) {
    const auto link = [&](const std::string& base, const char* page, Role role) {
        return base + "/m/" + slug + page + "?k=" + access.role_token(meeting::Slug(slug), role);
    };
    return {.slug = slug,
            .title = title,
            .watch = urls.here + "/m/" + slug,
            .camera = link(urls.phones, "/camera", Role::Camera),
            .chair = link(urls.here, "/chair", Role::Chair),
            .clerk = link(urls.here, "/clerk", Role::Clerk),
            .captioner = link(urls.here, "/captioner", Role::Captioner),
            .room = link(urls.here, "/room", Role::Room)};
}

Json to_json(const MeetingLinks& links) {
    return {{"slug", links.slug},
            {"title", links.title},
            {"links",
             {{"watch", links.watch},
              {"camera", links.camera},
              {"chair", links.chair},
              {"clerk", links.clerk},
              {"captioner", links.captioner},
              {"room", links.room}}}};
}

std::string to_text(const MeetingLinks& links, const BaseUrls& urls) {
    std::string text = links.title + " (" + links.slug + ")\n";
    text += "  camera     " + links.camera + "\n";
    text += "  watch      " + links.watch + "\n";
    text += "  chair      " + links.chair + "\n";
    text += "  clerk      " + links.clerk + "\n";
    text += "  captioner  " + links.captioner + "\n";
    text += "  room       " + links.room + "\n";
    if (urls.here != urls.phones) {
        text += "  On other devices, put " + urls.phones + " in place of " + urls.here +
                "; browsers warn once about its certificate.\n";
    }
    return text;
}

std::string officer_link(const hub::Access& access, const BaseUrls& urls) {
    return urls.here + "/?k=" + access.officer_token();
}

}  // namespace wardcast::app
