#include "http/response.h"

namespace wardcast::http {

std::string to_text(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Response text_response(int status, std::string text) {
    return {status, "text/plain; charset=utf-8", share_bytes(std::move(text))};
}

Response json_response(int status, const Json& json) {
    return Response{status, "application/json", share_bytes(to_text(json))}.with("cache-control", "no-store");
}

Response error_response(int status, std::string_view code, std::string_view message) {
    Response response = json_response(status, {{"code", code}, {"message", message}});
    if (status == 429 || status == 503) response.with("retry-after", "5");
    return response;
}

Response redirect(std::string location) {
    Response response;
    response.status = 303;
    response.with("location", std::move(location)).with("cache-control", "no-store");
    return response;
}

}  // namespace wardcast::http
