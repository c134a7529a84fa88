#pragma once

#include <string>

#include "http/response.h"
#include "http/site.h"
#include "media/studio.h"

// What WHIP and WHEP answer alike.
namespace wardcast::http {

inline constexpr const char* kSdp = "application/sdp";
inline constexpr const char* kSdpFragment = "application/trickle-ice-sdpfrag";

// 201 with Location ("/whip/{slug}/{session}"), ETag, answer and ICE servers.
[[nodiscard]] Response session_created(const Site& site, const std::string& endpoint, const media::WhipAnswer& answer);
// 204 for candidates, 200 with the fragment and the new ETag for an ICE restart.
[[nodiscard]] Response session_patched(const media::WhipResult<media::WhipAnswer>& answer);
[[nodiscard]] Response session_refused(const media::WhipError& error);
// Adds a Link header for each STUN or TURN server (RFC 9725 section 4.6).
void add_ice_servers(const Site& site, Response& response);

}  // namespace wardcast::http
