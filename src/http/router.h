#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "http/outcome.h"
#include "http/request.h"

namespace wardcast::http {

using Handler = std::function<Outcome(const Request&, const Responder&)>;
// How many bytes of body a request may bring, which has no body yet.
using BodyLimit = std::function<std::size_t(const Request&)>;

// Finds the handler of a request by method and path.
//
// A pattern is a path whose segments may be names: "/m/{slug}/ask" matches one segment, "/hls/{slug}/{file*}" the rest.
// HEAD goes to the handler of GET. The first pattern added that matches wins.
// Threads: fill it first; then any.
class Router {
  public:
    using Params = std::vector<std::pair<std::string, std::string>>;
    struct Found {
        const Handler* handler = nullptr;
        const BodyLimit* body_limit = nullptr;  // Null: Bounds::body_bytes.
        Params params;
    };
    struct NoSuchPath {};
    struct NoSuchMethod {
        std::string allow;  // For the Allow header: "GET, HEAD, POST".
    };
    using Match = std::variant<Found, NoSuchPath, NoSuchMethod>;

    void add(std::string_view method, std::string_view pattern, Handler handler, BodyLimit body_limit = nullptr);
    [[nodiscard]] Match find(std::string_view method, std::string_view path) const;

  private:
    struct Method {
        std::string name;
        Handler handler;
        BodyLimit body_limit;
    };
    struct Route {
        std::vector<std::string> segments;
        std::vector<Method> methods;
    };

    std::vector<Route> routes_;
};

}  // namespace wardcast::http
