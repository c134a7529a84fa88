#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gst/sdp/gstsdpmessage.h>

#include "base/result.h"
#include "media/gst_ptr.h"
#include "media/whip.h"

// The SDP that WHIP and WHEP carry, as far as it concerns us. Parsing and writing is GstSDP's; what follows is checking
// and mending. All input here comes from strangers.
namespace wardcast::media {

struct SdpFree {
    void operator()(GstSDPMessage* message) const noexcept { gst_sdp_message_free(message); }
};
using SdpPtr = std::unique_ptr<GstSDPMessage, SdpFree>;

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
    std::string format;      // What the answer's fmtp has to say besides, as "name=value;name=value"; may be empty.
};

// An offer that can be answered.
struct SdpOffer {
    enum class Purpose { Publish, View };

    static constexpr std::size_t kMostBytes = 64 * 1024;
    static constexpr guint kMostSections = 8;
    static constexpr guint kMostCandidates = 64;  // In all sections; more are left out.

    SdpPtr message;
    std::vector<AgreedMedia> media;  // At most one video and one audio, in the order of their sections.
    std::vector<std::string> mids;   // Of all sections; empty where there is none.

    // 400 for what is no SDP, or not one of WebRTC; 406 for media that we cannot take. The message is mended: bundled
    // sections have one set of ICE credentials, fingerprint and role (RFC 9143 section 7: that of the tagged section),
    // which webrtcbin insists on; candidates that nobody but the browser's own machine can resolve (.local) are gone.
    //
    // Publishers may send H.264, VP8 and Opus; they are told to begin near their final bitrate (ramping up from
    // 300 kbit/s takes half a minute) and to send Opus with in-band error correction. Viewers must take what the
    // programme is: H.264 in packetization mode 1, Opus.
    [[nodiscard]] static WhipResult<SdpOffer> parse(std::string_view text, Purpose purpose = Purpose::Publish);
};

// Writes the local description as the answer's text, with what the agreed media's formats have to say; what a viewer is
// sent belongs to one stream, so that players keep lips and voice together. Where there is a public address, our
// candidates are announced at it too.
[[nodiscard]] std::string write_answer(const GstSDPMessage& local, const std::vector<AgreedMedia>& media,
                                       const std::string& public_address = {});

// Whether there is at least one candidate in it: without, no port was free.
[[nodiscard]] bool has_candidate(const GstSDPMessage& message);

// An application/trickle-ice-sdpfrag (RFC 8840).
struct SdpFragment {
    struct Candidate {
        std::string mid;    // Of its section; empty: the first.
        std::string value;  // "candidate:…"
    };
    std::string ufrag, pwd;  // Empty if not given.
    std::vector<Candidate> candidates;

    // 400 for what is no fragment.
    [[nodiscard]] static WhipResult<SdpFragment> parse(std::string_view text);
    // One bundled section; ends with a=end-of-candidates.
    [[nodiscard]] static std::string write(const std::string& ufrag, const std::string& pwd, const std::string& mid,
                                           const std::vector<std::string>& candidates);
};

// The certificates' fingerprints that the description's first section (or its session part) names, as a=fingerprint has
// them.
[[nodiscard]] std::vector<std::string> fingerprints(const GstSDPMessage& message);

// The ICE user fragment that the description's first section (or its session part) carries; empty if none.
[[nodiscard]] std::string ice_ufrag(const GstSDPMessage& message);

}  // namespace wardcast::media
