#include "http/meeting_links.h"

namespace wardcast::http {

Json meeting_links(const hub::Access& access, const meeting::Slug& slug, const std::string& base_url) {
    const std::string watch = base_url + "/m/" + slug.str();
    Json links = {{"watch", watch}};
    for (const meeting::Role role : {meeting::Role::Camera, meeting::Role::Chair, meeting::Role::Clerk,
                                     meeting::Role::Captioner, meeting::Role::Room}) {
        const std::string name(to_string(role));
        links[name] = watch + "/" + name + "?k=" + access.role_token(slug, role);
    }
    return links;
}

}  // namespace wardcast::http
