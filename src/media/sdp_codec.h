#pragma once

#include <cstdint>
#include <string>

#include <gst/sdp/gstsdpmessage.h>

#include "media/gst_ptr.h"

// Which codec of an offered section is taken, and what is said of its packets.
namespace wardcast::media {

// What an offer is for.
enum class SdpPurpose { Publish, View };

struct OfferedCodec {
    std::string encoding;  // "H264", "VP8", "OPUS"
    guint payload = 0;
    int preference = 0;  // The higher the better; 0: we cannot take it.
};

// The one that we prefer of those that the section offers. Publishers may send H.264, VP8 and Opus. Viewers must take
// what the programme is: H.264 in packetization mode 1, Opus.
[[nodiscard]] OfferedCodec best_codec(const GstSDPMedia& media, SdpPurpose purpose, bool video);

// Of the packets that a publisher sends: with NACK, keyframe requests and congestion feedback.
[[nodiscard]] CapsPtr received_caps(const GstSDPMedia& media, bool video, const OfferedCodec& codec);
// Of the packets that a viewer is sent: as the offer describes this payload.
[[nodiscard]] CapsPtr sent_caps(const GstSDPMedia& media, const OfferedCodec& codec, std::uint32_t ssrc);

// What the answer's fmtp has to say besides, as "name=value;name=value"; may be empty. Publishers are told to begin
// near their final bitrate (ramping up from 300 kbit/s takes half a minute) and to send Opus with in-band error
// correction.
[[nodiscard]] std::string answered_format(SdpPurpose purpose, bool video);

}  // namespace wardcast::media
