#include "media/sdp_codec.h"

#include <optional>
#include <string_view>

#include "media/sdp_message.h"

namespace wardcast::media {

namespace {

constexpr const char* kCongestionFeedback = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";
constexpr const char* kBitrateHints = "x-google-start-bitrate=2500;x-google-max-bitrate=3000";
constexpr const char* kErrorCorrection = "useinbandfec=1";  // RFC 7587 section 6.1

// H.264 comes from the phone's own encoder; packetization mode 1 is what everybody sends. VP8 is taken.
int publisher_preference(std::string_view encoding, const GstStructure& format) {
    if (encoding == "VP8") return 1;
    if (encoding != "H264") return 0;
    return sdp_text(gst_structure_get_string(&format, "packetization-mode")) == "1" ? 3 : 2;
}

// The programme is H.264 of the main profile in fragmented packets. Decoders go by what is in the stream, so that a
// viewer who offers constrained baseline alone gets on with it too.
int viewer_preference(std::string_view encoding, const GstStructure& format) {
    if (encoding != "H264" || sdp_text(gst_structure_get_string(&format, "packetization-mode")) != "1") return 0;
    const auto profile = sdp_text(gst_structure_get_string(&format, "profile"));
    const auto level_id = sdp_text(gst_structure_get_string(&format, "profile-level-id"));
    if (profile == "main" || level_id.starts_with("4d")) return 3;
    return profile == "constrained-baseline" || level_id.starts_with("42e0") ? 2 : 1;
}

int preference(SdpPurpose purpose, bool video, std::string_view encoding, const GstStructure& format) {
    if (!video) return encoding == "OPUS" ? 1 : 0;
    return purpose == SdpPurpose::Publish ? publisher_preference(encoding, format)
                                          : viewer_preference(encoding, format);
}

// The caps field that maps the congestion control extension, such as "extmap-3".
std::optional<std::string> congestion_extension(const GstSDPMedia& media) {
    const CapsPtr caps(gst_caps_new_empty_simple("application/x-rtp"));
    if (gst_sdp_media_attributes_to_caps(&media, caps.get()) != GST_SDP_OK) return {};
    const GstStructure* fields = gst_caps_get_structure(caps.get(), 0);
    for (gint i = 0; i < gst_structure_n_fields(fields); ++i) {
        const gchar* name = gst_structure_nth_field_name(fields, static_cast<guint>(i));
        if (!g_str_has_prefix(name, "extmap-")) continue;
        if (sdp_text(gst_structure_get_string(fields, name)) == kCongestionFeedback) return name;
    }
    return {};
}

}  // namespace

OfferedCodec best_codec(const GstSDPMedia& media, SdpPurpose purpose, bool video) {
    OfferedCodec best;
    for (guint i = 0; i < gst_sdp_media_formats_len(&media); ++i) {
        guint64 payload = 0;
        if (!g_ascii_string_to_unsigned(gst_sdp_media_get_format(&media, i), 10, 0, 127, &payload, nullptr)) continue;
        const CapsPtr caps(gst_sdp_media_get_caps_from_media(&media, static_cast<gint>(payload)));
        if (caps == nullptr || gst_caps_is_empty(caps.get())) continue;
        const GstStructure* format = gst_caps_get_structure(caps.get(), 0);
        const auto encoding = sdp_text(gst_structure_get_string(format, "encoding-name"));
        const int found = preference(purpose, video, encoding, *format);
        if (found > best.preference) best = {std::string(encoding), static_cast<guint>(payload), found};
    }
    return best;
}

CapsPtr received_caps(const GstSDPMedia& media, bool video, const OfferedCodec& codec) {
    CapsPtr caps(gst_caps_new_simple("application/x-rtp", "media", G_TYPE_STRING, video ? "video" : "audio",
                                     "encoding-name", G_TYPE_STRING, codec.encoding.c_str(), "payload", G_TYPE_INT,
                                     static_cast<gint>(codec.payload), "clock-rate", G_TYPE_INT,
                                     video ? 90'000 : 48'000, nullptr));
    if (video) {
        gst_caps_set_simple(caps.get(), "rtcp-fb-nack", G_TYPE_BOOLEAN, TRUE, "rtcp-fb-nack-pli", G_TYPE_BOOLEAN, TRUE,
                            nullptr);
    }
    if (const auto extension = congestion_extension(media)) {
        gst_caps_set_simple(caps.get(), extension->c_str(), G_TYPE_STRING, kCongestionFeedback, "rtcp-fb-transport-cc",
                            G_TYPE_BOOLEAN, TRUE, nullptr);
    }
    return caps;
}

CapsPtr sent_caps(const GstSDPMedia& media, const OfferedCodec& codec, std::uint32_t ssrc) {
    CapsPtr caps(gst_sdp_media_get_caps_from_media(&media, static_cast<gint>(codec.payload)));
    caps.reset(gst_caps_make_writable(caps.release()));
    gst_structure_set_name(gst_caps_get_structure(caps.get(), 0), "application/x-rtp");
    // Without their SSRC the answer would tie retransmissions to a stream that never comes, and browsers would show the
    // one that does to nobody.
    gst_caps_set_simple(caps.get(), "ssrc", G_TYPE_UINT, guint{ssrc}, nullptr);
    return caps;
}

std::string answered_format(SdpPurpose purpose, bool video) {
    if (purpose == SdpPurpose::View) return {};
    return video ? kBitrateHints : kErrorCorrection;
}

}  // namespace wardcast::media
