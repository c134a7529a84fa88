#pragma once

#include <functional>
#include <optional>
#include <string>

#include "http/outcome.h"
#include "http/request.h"
#include "http/site.h"
#include "media/whip.h"

// What WHIP (RFC 9725) and WHEP (draft-ietf-wish-whep-03) say alike: an address that takes offers, and one for each
// session that came of it.
namespace wardcast::http {

struct WebRtcResources {
    std::string path;  // "/whip"
    // Why this request may not be made; nothing when it may. The studio is asked only afterwards.
    std::function<std::optional<Response>(const Request&)> refusal;
    // Answers an offer of SDP that may be made.
    std::function<Outcome(const Request&, const Responder&)> offer;
    std::function<media::WebRtcEndpoint&()> sessions;
};

// {path}/{slug}: POST and OPTIONS; {path}/{slug}/{session}: PATCH, DELETE and OPTIONS. What names a session is
// unguessable: who may use the resources and knows it may patch and end it.
void add_webrtc_resources(Site& site, WebRtcResources resources);

// 201 with Location ("/whip/{slug}/{session}"), ETag, answer and ICE servers.
[[nodiscard]] Response session_created(const Site& site, const std::string& endpoint, const media::WhipAnswer& answer);
[[nodiscard]] Response session_refused(const media::WhipError& error);

}  // namespace wardcast::http
