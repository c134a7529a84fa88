#include "http/page_response.h"

#include <utility>

namespace wardcast::http {

Response page(int status, std::string html, const Request& request, Devices devices) {
    Response response;
    response.status = status;
    response.content_type = "text/html; charset=utf-8";
    response.body = share_bytes(std::move(html));
    return response.with("cache-control", "private, no-cache")
        .with("content-security-policy", content_security_policy(request.host, request.secure))
        .with("permissions-policy", std::string(permissions_policy(devices)));
}

}  // namespace wardcast::http
