#include "http/status_routes.h"

#include "base/signing_key.h"

namespace wardcast::http {
namespace {

Response uncached(Response response) {
    return response.with("cache-control", "no-store");
}

Response check_all(const Site& site) {
    std::string trouble;
    for (const ReadyCheck& ready : site.settings.ready) {
        const auto outcome = ready.check();
        if (!outcome) trouble += ready.name + ": " + outcome.error().message + "\n";
    }
    return trouble.empty() ? uncached(text_response(200, "ready\n")) : uncached(text_response(503, trouble));
}

Json keys_of(const Site& site) {
    auto keys = Json::object();
    for (const auto& [what, key] : site.settings.public_keys)
        keys[what] = {{"algorithm", "Ed25519"}, {"key", to_base64(key)}};
    return keys;
}

}  // namespace

void add_status_routes(Site& site, std::function<void(std::function<void()>)> post) {
    site.router.add("GET", "/healthz", [](const Request&, const Responder&) -> Outcome {
        return uncached(text_response(200, "alive\n"));
    });
    site.router.add("GET", "/readyz", [&site, post](const Request&, const Responder& responder) -> Outcome {
        post([&site, responder] { responder.answer(check_all(site)); });
        return Later{};
    });
    site.router.add("GET", "/.well-known/wardcast-key.json", [&site](const Request&, const Responder&) -> Outcome {
        return json_response(200, keys_of(site)).with("access-control-allow-origin", "*");
    });
    site.router.add("GET", "/metrics", [&site](const Request&, const Responder&) -> Outcome {
        Response response;
        response.content_type = Metrics::kContentType;
        response.body = share_bytes(site.metrics.text());
        return uncached(std::move(response));
    });
}

}  // namespace wardcast::http
