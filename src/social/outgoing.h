#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "social/trouble.h"

namespace wardcast::social {

struct Request {
    std::string method = "GET";
    std::string url;          // http or https.
    std::string bearer = {};  // Token for Authorization; leaves with redirects only to the same origin.
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string body = {};
    std::string content_type = {};  // With a body.
};

struct Answer {
    int status = 0;
    std::map<std::string, std::string, std::less<>> headers;  // Names in small letters; the last of equal ones.
    std::string body;                                         // Decoded.

    [[nodiscard]] std::string_view header(std::string_view name) const;
    [[nodiscard]] bool is_ok() const { return status >= 200 && status < 300; }
};

// The only way in which this server asks others for something over HTTP.
//
// Threads: any; fetch() blocks until there is an answer, the limits are reached or it is told to stop.
class Outgoing {
  public:
    virtual ~Outgoing() = default;

    // Any answer of the service, whatever its status, save those that ask to be left alone (429, 503 with Retry-After):
    // these, and everything that kept an answer from coming, are Trouble.
    [[nodiscard]] virtual Outcome<Answer> fetch(const Request& request, const std::stop_token& stop) = 0;
};

// The trouble behind an answer that is not a success, in words. `who`: "the server mastodon.example".
[[nodiscard]] std::string about(std::string_view who);  // The same without "the server".
[[nodiscard]] Trouble trouble_of(const Answer& answer, std::string_view who);

}  // namespace wardcast::social
