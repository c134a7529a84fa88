#include "media/sdp_answer.h"

#include <algorithm>
#include <string_view>

#include "media/announced_candidate.h"

namespace wardcast::media {

namespace {

void announce_candidates(GstSDPMessage& message, const std::string& public_address) {
    for (guint m = 0; m < gst_sdp_message_medias_len(&message); ++m) {
        GstSDPMedia& media = sdp_section(message, m);
        for (guint i = gst_sdp_media_attributes_len(&media); i-- > 0;) {
            const GstSDPAttribute& found = *gst_sdp_media_get_attribute(&media, i);
            if (sdp_text(found.key) != "candidate") continue;
            const auto announced = announced_candidate(sdp_text(found.value), public_address);
            if (announced) gst_sdp_media_add_attribute(&media, "candidate", announced->c_str());
        }
    }
}

std::string_view name_of(std::string_view parameter) {
    const auto name = parameter.substr(0, parameter.find('='));
    const auto begin = name.find_first_not_of(' ');
    return begin == std::string_view::npos ? name : name.substr(begin);
}

// The parameters of an fmtp line with others laid over them.
std::string with_parameters(std::string_view old, const std::string& added) {
    std::string all;
    while (!old.empty()) {
        const auto end = std::min(old.find(';'), old.size());
        const auto parameter = old.substr(0, end);
        const std::string named = std::string(name_of(parameter)) + "=";
        if (added.find(named) == std::string::npos) all.append(parameter).append(";");
        old.remove_prefix(std::min(end + 1, old.size()));
    }
    return all + added;
}

void add_format(GstSDPMedia& media, const AgreedMedia& agreed) {
    const std::string payload = std::to_string(agreed.payload) + " ";
    std::string format = agreed.format;
    for (guint i = gst_sdp_media_attributes_len(&media); i-- > 0;) {
        const GstSDPAttribute& found = *gst_sdp_media_get_attribute(&media, i);
        if (sdp_text(found.key) != "fmtp" || !sdp_text(found.value).starts_with(payload)) continue;
        format = with_parameters(sdp_text(found.value).substr(payload.size()), agreed.format);
        gst_sdp_media_remove_attribute(&media, i);
    }
    gst_sdp_media_add_attribute(&media, "fmtp", (payload + format).c_str());
}

}  // namespace

std::string write_answer(const GstSDPMessage& local, const std::vector<AgreedMedia>& media,
                         const std::string& public_address) {
    GstSDPMessage* raw = nullptr;
    gst_sdp_message_copy(&local, &raw);
    const SdpPtr answer(raw);
    for (const AgreedMedia& agreed : media) {
        if (agreed.section >= gst_sdp_message_medias_len(raw)) continue;
        GstSDPMedia& media_section = sdp_section(*raw, agreed.section);
        if (!agreed.format.empty()) add_format(media_section, agreed);
        if (agreed.ssrc == 0) continue;
        gst_sdp_media_add_attribute(&media_section, "msid", agreed.video ? "programme picture" : "programme sound");
    }
    if (!public_address.empty()) announce_candidates(*raw, public_address);
    const GString text(gst_sdp_message_as_text(raw));
    return text.get();
}

}  // namespace wardcast::media
