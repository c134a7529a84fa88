#include "http/site.h"

namespace wardcast::http {

std::string Site::base_url(const Request& request) const {
    std::string url = settings.public_url.empty() ? request.own_origin() : settings.public_url;
    while (url.ends_with('/'))
        url.pop_back();
    return url;
}

}  // namespace wardcast::http
