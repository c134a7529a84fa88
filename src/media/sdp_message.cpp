#include "media/sdp_message.h"

#include <utility>

namespace wardcast::media {

Result<SdpPtr> parse_sdp(std::string_view text) {
    GstSDPMessage* raw = nullptr;
    gst_sdp_message_new(&raw);
    SdpPtr message(raw);
    const bool parsed = gst_sdp_message_parse_buffer(reinterpret_cast<const guint8*>(text.data()),
                                                     static_cast<guint>(text.size()), raw) == GST_SDP_OK;
    if (!parsed) return failure(ErrorKind::BadInput, "This is not SDP (RFC 8866).");
    return message;
}

tl::unexpected<WhipError> bad_sdp(std::string message) {
    return refuse(400, "bad_sdp", std::move(message));
}

std::string_view sdp_text(const gchar* text) {
    return text != nullptr ? std::string_view(text) : std::string_view();
}

GstSDPMedia& sdp_section(GstSDPMessage& message, guint index) {
    // GstSDP hands out const pointers to what it lets be edited only through them.
    return const_cast<GstSDPMedia&>(*gst_sdp_message_get_media(&message, index));
}

std::string_view sdp_attribute(const GstSDPMessage& message, const GstSDPMedia& media, const char* key) {
    const auto own = sdp_text(gst_sdp_media_get_attribute_val(&media, key));
    return own.empty() ? sdp_text(gst_sdp_message_get_attribute_val(&message, key)) : own;
}

bool has_candidate(const GstSDPMessage& message) {
    for (guint i = 0; i < gst_sdp_message_medias_len(&message); ++i) {
        if (gst_sdp_media_get_attribute_val(gst_sdp_message_get_media(&message, i), "candidate") != nullptr)
            return true;
    }
    return false;
}

bool is_resolvable(std::string_view candidate) {
    return candidate.find(".local ") == std::string_view::npos;
}

std::vector<std::string> fingerprints(const GstSDPMessage& message) {
    std::vector<std::string> all;
    if (gst_sdp_message_medias_len(&message) > 0) {
        const GstSDPMedia* media = gst_sdp_message_get_media(&message, 0);
        for (guint i = 0; const gchar* value = gst_sdp_media_get_attribute_val_n(media, "fingerprint", i); ++i)
            all.emplace_back(value);
    }
    if (!all.empty()) return all;
    for (guint i = 0; const gchar* value = gst_sdp_message_get_attribute_val_n(&message, "fingerprint", i); ++i)
        all.emplace_back(value);
    return all;
}

std::string ice_ufrag(const GstSDPMessage& message) {
    if (gst_sdp_message_medias_len(&message) > 0) {
        return std::string(sdp_attribute(message, *gst_sdp_message_get_media(&message, 0), "ice-ufrag"));
    }
    return std::string(sdp_text(gst_sdp_message_get_attribute_val(&message, "ice-ufrag")));
}

}  // namespace wardcast::media
