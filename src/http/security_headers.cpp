#include "http/security_headers.h"

namespace wardcast::http {

std::string content_security_policy(std::string_view host, bool secure) {
    std::string policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        "media-src 'self' blob:; connect-src 'self' ";
    policy += secure ? "wss://" : "ws://";
    policy += host;
    policy +=
        "; worker-src 'self' blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'";
    return policy;
}

std::string_view permissions_policy(Devices devices) noexcept {
    return devices == Devices::CameraAndMicrophone ? "camera=(self), microphone=(self), geolocation=()"
                                                   : "camera=(), microphone=(), geolocation=()";
}

}  // namespace wardcast::http
