#pragma once

#include <chrono>
#include <string>

#include "base/result.h"

namespace wardcast::app {

struct HttpRequest {
    std::string method = "GET";
    std::string url;          // http or https, host or address, optional port, path.
    std::string bearer = {};  // Token for Authorization; empty: none.
    std::string json = {};    // Body; empty: none.
    std::chrono::milliseconds timeout{10'000};
};

struct HttpAnswer {
    int status = 0;
    std::string body;
};

// Asks the server of the same machine and waits for the answer; for the command line only. A certificate is not
// checked: the server's own is self-signed and, behind a loopback address, nobody else can hold the port.
// Unavailable where nobody answers in time.
[[nodiscard]] Result<HttpAnswer> http_request(const HttpRequest& request);

}  // namespace wardcast::app
