#include "media/sdp_fragment.h"

#include <algorithm>

#include "media/sdp_message.h"
#include "media/sdp_offer.h"

namespace wardcast::media {

namespace {

// RFC 8839 section 5.4: so long at least, so long at most, of ice-chars.
bool are_credentials(std::string_view ufrag, std::string_view pwd) {
    const auto is_word = [](std::string_view text, std::size_t least) {
        return text.size() >= least && text.size() <= 256 && std::all_of(text.begin(), text.end(), [](char letter) {
                   return g_ascii_isalnum(letter) || letter == '+' || letter == '/';
               });
    };
    return is_word(ufrag, 4) && is_word(pwd, 22);
}

}  // namespace

WhipResult<SdpFragment> SdpFragment::parse(std::string_view text) {
    if (text.empty() || text.size() > SdpOffer::kMostBytes || text.find('\0') != std::string_view::npos) {
        return bad_sdp("This is not an SDP fragment (RFC 8840).");
    }
    auto parsed = parse_sdp(text);
    if (!parsed) return bad_sdp("This is not an SDP fragment (RFC 8840).");
    const GstSDPMessage& message = **parsed;
    SdpFragment fragment;
    fragment.ufrag = sdp_text(gst_sdp_message_get_attribute_val(&message, "ice-ufrag"));
    fragment.pwd = sdp_text(gst_sdp_message_get_attribute_val(&message, "ice-pwd"));
    for (guint m = 0; m < gst_sdp_message_medias_len(&message); ++m) {
        const GstSDPMedia& media = *gst_sdp_message_get_media(&message, m);
        if (fragment.ufrag.empty()) fragment.ufrag = sdp_text(gst_sdp_media_get_attribute_val(&media, "ice-ufrag"));
        if (fragment.pwd.empty()) fragment.pwd = sdp_text(gst_sdp_media_get_attribute_val(&media, "ice-pwd"));
        const std::string mid(sdp_text(gst_sdp_media_get_attribute_val(&media, "mid")));
        for (guint i = 0; i < gst_sdp_media_attributes_len(&media); ++i) {
            const GstSDPAttribute& found = *gst_sdp_media_get_attribute(&media, i);
            if (sdp_text(found.key) != "candidate" || !is_resolvable(sdp_text(found.value))) continue;
            if (fragment.candidates.size() == SdpOffer::kMostCandidates) return bad_sdp("Too many candidates.");
            fragment.candidates.push_back({mid, "candidate:" + std::string(sdp_text(found.value))});
        }
    }
    if (fragment.ufrag.empty() != fragment.pwd.empty()) return bad_sdp("a=ice-ufrag and a=ice-pwd belong together.");
    if (!fragment.ufrag.empty() && !are_credentials(fragment.ufrag, fragment.pwd)) {
        return bad_sdp("a=ice-ufrag or a=ice-pwd is none (RFC 8839 section 5.4).");
    }
    const bool says_something = !fragment.ufrag.empty() || gst_sdp_message_medias_len(&message) > 0 ||
                                gst_sdp_message_get_attribute_val(&message, "end-of-candidates") != nullptr;
    if (!says_something) return bad_sdp("This is not an SDP fragment (RFC 8840).");
    return fragment;
}

std::string SdpFragment::write(const std::string& ufrag, const std::string& pwd, const std::string& mid,
                               const std::vector<std::string>& candidates) {
    // A fragment has no v=, o=, s= lines, which gst_sdp_message_as_text would write.
    std::string text =
        "a=ice-ufrag:" + ufrag + "\r\na=ice-pwd:" + pwd + "\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:" + mid + "\r\n";
    for (const std::string& candidate : candidates)
        text += "a=" + candidate + "\r\n";
    return text + "a=end-of-candidates\r\n";
}

}  // namespace wardcast::media
