#include "http/router.h"

#include <algorithm>
#include <optional>

namespace wardcast::http {
namespace {

bool is_name(std::string_view segment) {
    return segment.starts_with('{');
}

bool is_rest(std::string_view segment) {
    return segment.ends_with("*}");
}

std::vector<std::string> split(std::string_view pattern) {
    std::vector<std::string> segments;
    while (!pattern.empty()) {
        pattern.remove_prefix(1);  // The slash.
        const auto end = pattern.find('/');
        segments.emplace_back(pattern.substr(0, end));
        pattern = end == std::string_view::npos ? std::string_view{} : pattern.substr(end);
    }
    return segments;
}

std::optional<Router::Params> match(const std::vector<std::string>& segments, std::string_view path) {
    Router::Params params;
    for (const std::string& segment : segments) {
        if (path.empty() || path.front() != '/') return std::nullopt;
        path.remove_prefix(1);
        if (is_rest(segment)) {
            if (path.empty()) return std::nullopt;
            params.emplace_back(segment.substr(1, segment.size() - 3), path);
            return params;
        }
        const std::string_view part = path.substr(0, path.find('/'));
        if (is_name(segment)) {
            if (part.empty()) return std::nullopt;
            params.emplace_back(segment.substr(1, segment.size() - 2), part);
        } else if (part != segment) {
            return std::nullopt;
        }
        path.remove_prefix(part.size());
    }
    if (!path.empty()) return std::nullopt;
    return params;
}

}  // namespace

void Router::add(std::string_view method, std::string_view pattern, Handler handler, BodyLimit body_limit) {
    std::vector<std::string> segments = split(pattern);
    auto route = std::find_if(routes_.begin(), routes_.end(),
                              [&](const Route& candidate) { return candidate.segments == segments; });
    if (route == routes_.end()) route = routes_.insert(routes_.end(), Route{std::move(segments), {}});
    route->methods.push_back({std::string(method), std::move(handler), std::move(body_limit)});
}

Router::Match Router::find(std::string_view method, std::string_view path) const {
    const std::string_view wanted = method == "HEAD" ? "GET" : method;
    for (const Route& route : routes_) {
        auto params = match(route.segments, path);
        if (!params) continue;
        std::string allow;
        for (const auto& [name, handler, body_limit] : route.methods) {
            if (name == wanted) return Found{&handler, body_limit ? &body_limit : nullptr, std::move(*params)};
            if (!allow.empty()) allow += ", ";
            allow += name == "GET" ? "GET, HEAD" : name;
        }
        return NoSuchMethod{std::move(allow)};
    }
    return NoSuchPath{};
}

}  // namespace wardcast::http
