#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "media/gst_ptr.h"

namespace wardcast::media {

// Whether a certificate (PEM) has this fingerprint, as a=fingerprint writes it (RFC 8122 section 5): "sha-256 4A:AD:…".
// Never for an algorithm weaker than SHA-256.
[[nodiscard]] bool has_fingerprint(std::string_view pem, std::string_view fingerprint);

// Whether the other side of a webrtcbin came with a certificate of one of these fingerprints, those of its description.
// webrtcbin leaves it to us to look (RFC 8827 section 6.5): else whoever reaches the port first could send or watch in
// another's place. False before the handshake is done. Threads: any.
[[nodiscard]] bool came_as_described(GstElement* webrtcbin, const std::vector<std::string>& fingerprints);

}  // namespace wardcast::media
