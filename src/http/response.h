#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/byte_source.h"
#include "base/bytes.h"
#include "base/json.h"

namespace wardcast::http {

// One HTTP answer. What every answer carries (Content-Length, Date, nosniff, …) is added when it is written.
struct Response {
    int status = 200;
    std::string content_type;  // Empty: no body.
    SharedBytes body;
    // In place of body: these bytes of the source, read while they are sent.
    std::shared_ptr<const ByteSource> source = nullptr;
    std::uint64_t source_from = 0;
    std::uint64_t source_size = 0;
    std::vector<std::pair<std::string, std::string>> headers = {};  // Names in small letters.
    bool close = false;                                             // End the connection after it.

    Response& with(std::string name, std::string value) {
        headers.emplace_back(std::move(name), std::move(value));
        return *this;
    }
};

[[nodiscard]] Response text_response(int status, std::string text);
[[nodiscard]] Response json_response(int status, const Json& json);
// The error form of /api, /whip and /hls: {"code","message"}. 429 and 503 get a Retry-After.
[[nodiscard]] Response error_response(int status, std::string_view code, std::string_view message);
[[nodiscard]] Response redirect(std::string location);  // 303

// Text for the wire. Never throws: bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string to_text(const Json& json);

}  // namespace wardcast::http
