#pragma once

#include <string>
#include <string_view>

namespace wardcast::http {

// What a page may do besides showing itself.
enum class Devices {
    None,
    CameraAndMicrophone,  // The camera page.
};

// The Content-Security-Policy of pages: everything from this server, nothing inline, no frames. host is the checked
// Host header: Safari before 15.4 does not count ws(s) as 'self'.
[[nodiscard]] std::string content_security_policy(std::string_view host, bool secure);

[[nodiscard]] std::string_view permissions_policy(Devices devices) noexcept;

}  // namespace wardcast::http
