#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "media/gst_ptr.h"
#include "media/sdp_codec.h"
#include "media/sdp_message.h"
#include "media/whip.h"

namespace wardcast::media {

// A section of the offer that media will flow through, and what of it.
struct AgreedMedia {
    guint section = 0;
    bool video = false;
    std::string encoding;  // "H264", "VP8", "OPUS"
    guint payload = 0;
    // A publisher's: for add-transceiver, with NACK, keyframe requests and congestion feedback. A viewer's: of the
    // packets to send.
    CapsPtr caps;
    std::uint32_t ssrc = 0;  // A viewer's: of the packets to send; 0: a publisher's.
    std::string format;      // answered_format()
};

// An offer that can be answered.
struct SdpOffer {
    static constexpr std::size_t kMostBytes = 64 * 1024;
    static constexpr guint kMostSections = 8;
    static constexpr guint kMostCandidates = 64;  // In all sections; more are left out.

    SdpPtr message;
    std::vector<AgreedMedia> media;  // At most one video and one audio, in the order of their sections.
    std::vector<std::string> mids;   // Of all sections; empty where there is none.

    // 400 for what is no SDP, or not one of WebRTC; 406 for media that we cannot take. The message is mended: bundled
    // sections have one set of ICE credentials, fingerprint and role (RFC 9143 section 7: that of the tagged section),
    // which webrtcbin insists on; candidates that nobody but the browser's own machine can resolve (.local) are gone.
    [[nodiscard]] static WhipResult<SdpOffer> parse(std::string_view text, SdpPurpose purpose = SdpPurpose::Publish);
};

}  // namespace wardcast::media
