#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gst/sdp/gstsdpmessage.h>

#include "base/result.h"
#include "media/refusal.h"

// Reading of session descriptions (RFC 8866), which GstSDP parses. All of them come from strangers.
namespace wardcast::media {

struct SdpFree {
    void operator()(GstSDPMessage* message) const noexcept { gst_sdp_message_free(message); }
};
using SdpPtr = std::unique_ptr<GstSDPMessage, SdpFree>;

[[nodiscard]] Result<SdpPtr> parse_sdp(std::string_view text);
// What is answered to somebody who sent none, or not one that is meant.
[[nodiscard]] tl::unexpected<WhipError> bad_sdp(std::string message);

// A text of GstSDP's; empty for null. Valid as long as what it is part of.
[[nodiscard]] std::string_view sdp_text(const gchar* text);
[[nodiscard]] GstSDPMedia& sdp_section(GstSDPMessage& message, guint index);
// An attribute of the section, or else of the session part; empty if neither has it.
[[nodiscard]] std::string_view sdp_attribute(const GstSDPMessage& message, const GstSDPMedia& media, const char* key);

// Whether there is at least one candidate in it: without, no port was free.
[[nodiscard]] bool has_candidate(const GstSDPMessage& message);
// Whether others than the browser's own machine can resolve the address of a candidate, which is not a .local name.
[[nodiscard]] bool is_resolvable(std::string_view candidate);

// The certificates' fingerprints that the description's first section (or its session part) names, as a=fingerprint has
// them.
[[nodiscard]] std::vector<std::string> fingerprints(const GstSDPMessage& message);

// The ICE user fragment that the description's first section (or its session part) carries; empty if none.
[[nodiscard]] std::string ice_ufrag(const GstSDPMessage& message);

}  // namespace wardcast::media
