#include "media/sdp_offer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace wardcast::media {

namespace {

// What RFC 9143 section 7.3.3 makes common to a bundle.
constexpr std::array kTransportAttributes = {"ice-ufrag", "ice-pwd", "fingerprint", "setup"};

// Whether media flow through the section the way that the offer is for.
bool is_used(const GstSDPMedia& media, SdpPurpose purpose) {
    // RFC 9143 section 6: port 0 means rejected, save beside bundle-only.
    if (gst_sdp_media_get_port(&media) == 0 && gst_sdp_media_get_attribute_val(&media, "bundle-only") == nullptr) {
        return false;
    }
    const char* other_way = purpose == SdpPurpose::Publish ? "recvonly" : "sendonly";
    return gst_sdp_media_get_attribute_val(&media, other_way) == nullptr &&
           gst_sdp_media_get_attribute_val(&media, "inactive") == nullptr;
}

// The mids of the first BUNDLE group; RFC 9143 section 7.2.1: the first of them is the tagged one.
std::vector<std::string> bundled_mids(const GstSDPMessage& message) {
    std::vector<std::string> mids;
    const gchar* group = gst_sdp_message_get_attribute_val(&message, "group");
    if (group == nullptr) return mids;
    gchar** words = g_strsplit(group, " ", -1);
    if (words[0] != nullptr && sdp_text(words[0]) == "BUNDLE") {
        for (gchar** word = words + 1; *word != nullptr; ++word)
            mids.emplace_back(*word);
    }
    g_strfreev(words);
    return mids;
}

void replace_attribute(GstSDPMedia& media, const char* key, const std::string& value) {
    for (guint i = gst_sdp_media_attributes_len(&media); i-- > 0;) {
        if (sdp_text(gst_sdp_media_get_attribute(&media, i)->key) == key) gst_sdp_media_remove_attribute(&media, i);
    }
    gst_sdp_media_add_attribute(&media, key, value.c_str());
}

// Every section gets the transport of the tagged one.
void unify_bundle(GstSDPMessage& message, guint tagged) {
    for (const char* key : kTransportAttributes) {
        const std::string value(sdp_attribute(message, sdp_section(message, tagged), key));
        if (value.empty()) continue;
        for (guint i = 0; i < gst_sdp_message_medias_len(&message); ++i) {
            replace_attribute(sdp_section(message, i), key, value);
        }
    }
}

// RFC 9725 section 4.4.1: one transport for all.
WhipResult<void> bring_into_one_bundle(GstSDPMessage& message, const std::vector<std::string>& mids) {
    if (mids.size() == 1) return {};
    const auto bundled = bundled_mids(message);
    const bool all = std::all_of(mids.begin(), mids.end(), [&](const std::string& mid) {
        return std::find(bundled.begin(), bundled.end(), mid) != bundled.end();
    });
    if (bundled.empty() || !all) return refuse(406, "not_bundled", "Bundle all media sections (a=group:BUNDLE).");
    const auto tagged = std::find(mids.begin(), mids.end(), bundled.front());
    if (tagged == mids.end()) return bad_sdp("The bundle begins with a section that is not there.");
    unify_bundle(message, static_cast<guint>(tagged - mids.begin()));
    return {};
}

void drop_useless_candidates(GstSDPMessage& message) {
    guint kept = 0;
    for (guint m = 0; m < gst_sdp_message_medias_len(&message); ++m) {
        GstSDPMedia& media = sdp_section(message, m);
        for (guint i = 0; i < gst_sdp_media_attributes_len(&media);) {
            const GstSDPAttribute& found = *gst_sdp_media_get_attribute(&media, i);
            const bool drop = sdp_text(found.key) == "candidate" &&
                              (!is_resolvable(sdp_text(found.value)) || ++kept > SdpOffer::kMostCandidates);
            if (drop) {
                gst_sdp_media_remove_attribute(&media, i);
            } else {
                ++i;
            }
        }
    }
}

WhipResult<void> check_transport(const GstSDPMessage& message, const GstSDPMedia& media) {
    if (sdp_text(gst_sdp_media_get_proto(&media)).find("RTP/SAVPF") == std::string_view::npos) {
        return bad_sdp("A media section is not UDP/TLS/RTP/SAVPF (RFC 8827).");
    }
    for (const char* needed : {"ice-ufrag", "ice-pwd", "fingerprint"}) {
        if (sdp_attribute(message, media, needed).empty()) return bad_sdp(std::string("a=") + needed + " is missing.");
    }
    return {};
}

// What is agreed on for one section; nothing where it is not used.
WhipResult<std::optional<AgreedMedia>> agree(const GstSDPMessage& message, guint index, SdpPurpose purpose) {
    const GstSDPMedia& media = *gst_sdp_message_get_media(&message, index);
    const auto kind = sdp_text(gst_sdp_media_get_media(&media));
    if (kind != "video" && kind != "audio") {
        return refuse(406, "no_usable_codec", "Only video and audio are taken here.");
    }
    if (auto usable = check_transport(message, media); !usable) return tl::unexpected(usable.error());
    if (!is_used(media, purpose)) return std::nullopt;
    const bool video = kind == "video";
    const OfferedCodec codec = best_codec(media, purpose, video);
    if (codec.preference == 0) {
        const char* needed =
            purpose == SdpPurpose::Publish ? "Video must be H.264 or VP8." : "Video is H.264 in packetization mode 1.";
        return refuse(406, "no_usable_codec", video ? needed : "Audio must be Opus.");
    }
    const bool publishes = purpose == SdpPurpose::Publish;
    const std::uint32_t ssrc = publishes ? 0 : std::max(g_random_int(), guint{1});
    auto caps = publishes ? received_caps(media, video, codec) : sent_caps(media, codec, ssrc);
    return AgreedMedia{
        index, video, codec.encoding, codec.payload, std::move(caps), ssrc, answered_format(purpose, video)};
}

}  // namespace

WhipResult<SdpOffer> SdpOffer::parse(std::string_view text, SdpPurpose purpose) {
    if (text.size() > kMostBytes) return bad_sdp("The SDP is too long.");
    if (!text.starts_with("v=0") || text.find('\0') != std::string_view::npos) {
        return bad_sdp("This is not SDP (RFC 8866).");
    }
    auto parsed = parse_sdp(text);
    if (!parsed) return bad_sdp(parsed.error().message);
    SdpOffer offer{std::move(*parsed), {}, {}};
    GstSDPMessage& message = *offer.message;
    const guint sections = gst_sdp_message_medias_len(&message);
    if (sections == 0) return refuse(406, "no_media", "The offer holds no media section.");
    if (sections > kMostSections) return bad_sdp("The offer holds too many media sections.");

    for (guint i = 0; i < sections; ++i)
        offer.mids.emplace_back(sdp_text(gst_sdp_media_get_attribute_val(&sdp_section(message, i), "mid")));
    if (auto bundled = bring_into_one_bundle(message, offer.mids); !bundled) return tl::unexpected(bundled.error());
    drop_useless_candidates(message);

    for (guint i = 0; i < sections; ++i) {
        auto agreed = agree(message, i, purpose);
        if (!agreed) return tl::unexpected(agreed.error());
        if (!*agreed) continue;
        const bool twice = std::any_of(offer.media.begin(), offer.media.end(),
                                       [&](const AgreedMedia& other) { return other.video == (*agreed)->video; });
        if (twice) return refuse(406, "too_many_tracks", "Offer at most one video and one audio track.");
        offer.media.push_back(*std::move(*agreed));
    }
    if (offer.media.empty()) return refuse(406, "no_media", "The offer has neither video nor audio for this.");
    return offer;
}

}  // namespace wardcast::media
