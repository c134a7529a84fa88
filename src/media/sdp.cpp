#include "media/sdp.h"

#include <algorithm>
#include <array>
#include <utility>

#include "media/announced_candidate.h"
#include "media/refusal.h"

namespace wardcast::media {

namespace {

constexpr const char* kCongestionFeedback = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";
constexpr const char* kBitrateHints = "x-google-start-bitrate=2500;x-google-max-bitrate=3000";
constexpr const char* kErrorCorrection = "useinbandfec=1";  // RFC 7587 section 6.1

// What RFC 9143 section 7.3.3 makes common to a bundle.
constexpr std::array kTransportAttributes = {"ice-ufrag", "ice-pwd", "fingerprint", "setup"};

tl::unexpected<WhipError> bad_sdp(std::string message) {
    return refuse(400, "bad_sdp", std::move(message));
}

Result<SdpPtr> parse_message(std::string_view text) {
    GstSDPMessage* raw = nullptr;
    gst_sdp_message_new(&raw);
    SdpPtr message(raw);
    const bool parsed = gst_sdp_message_parse_buffer(reinterpret_cast<const guint8*>(text.data()),
                                                     static_cast<guint>(text.size()), raw) == GST_SDP_OK;
    if (!parsed) return failure(ErrorKind::BadInput, "This is not SDP (RFC 8866).");
    return message;
}

std::string_view view(const gchar* text) {
    return text != nullptr ? std::string_view(text) : std::string_view();
}

GstSDPMedia* section(GstSDPMessage& message, guint index) {
    // GstSDP hands out const pointers to what it lets be edited only through them.
    return const_cast<GstSDPMedia*>(gst_sdp_message_get_media(&message, index));
}

// An attribute of the section, or else of the session part.
std::string_view attribute(const GstSDPMessage& message, const GstSDPMedia& media, const char* key) {
    const auto own = view(gst_sdp_media_get_attribute_val(&media, key));
    return own.empty() ? view(gst_sdp_message_get_attribute_val(&message, key)) : own;
}

// Whether media flow through the section the way that the offer is for.
bool is_used(const GstSDPMedia& media, SdpOffer::Purpose purpose) {
    // RFC 9143 section 6: port 0 means rejected, save beside bundle-only.
    if (gst_sdp_media_get_port(&media) == 0 && gst_sdp_media_get_attribute_val(&media, "bundle-only") == nullptr) {
        return false;
    }
    const char* other_way = purpose == SdpOffer::Purpose::Publish ? "recvonly" : "sendonly";
    return gst_sdp_media_get_attribute_val(&media, other_way) == nullptr &&
           gst_sdp_media_get_attribute_val(&media, "inactive") == nullptr;
}

// The mids of the first BUNDLE group; RFC 9143 section 7.2.1: the first of them is the tagged one.
std::vector<std::string> bundle(const GstSDPMessage& message) {
    std::vector<std::string> mids;
    const gchar* group = gst_sdp_message_get_attribute_val(&message, "group");
    if (group == nullptr) return mids;
    gchar** words = g_strsplit(group, " ", -1);
    if (words[0] != nullptr && view(words[0]) == "BUNDLE") {
        for (gchar** word = words + 1; *word != nullptr; ++word)
            mids.emplace_back(*word);
    }
    g_strfreev(words);
    return mids;
}

void replace_attribute(GstSDPMedia& media, const char* key, const std::string& value) {
    for (guint i = gst_sdp_media_attributes_len(&media); i-- > 0;) {
        if (view(gst_sdp_media_get_attribute(&media, i)->key) == key) gst_sdp_media_remove_attribute(&media, i);
    }
    gst_sdp_media_add_attribute(&media, key, value.c_str());
}

// Every section gets the transport of the tagged one.
void unify_bundle(GstSDPMessage& message, guint tagged) {
    for (const char* key : kTransportAttributes) {
        const std::string value(attribute(message, *section(message, tagged), key));
        if (value.empty()) continue;
        for (guint i = 0; i < gst_sdp_message_medias_len(&message); ++i) {
            replace_attribute(*section(message, i), key, value);
        }
    }
}

// RFC 8839 section 5.4: so long at least, so long at most, of ice-chars.
bool are_credentials(std::string_view ufrag, std::string_view pwd) {
    const auto is_word = [](std::string_view text, std::size_t least) {
        return text.size() >= least && text.size() <= 256 && std::all_of(text.begin(), text.end(), [](char letter) {
                   return g_ascii_isalnum(letter) || letter == '+' || letter == '/';
               });
    };
    return is_word(ufrag, 4) && is_word(pwd, 22);
}

bool is_candidate_for_us(std::string_view value) {
    return value.find(".local ") == std::string_view::npos;
}

void drop_useless_candidates(GstSDPMessage& message) {
    guint kept = 0;
    for (guint m = 0; m < gst_sdp_message_medias_len(&message); ++m) {
        GstSDPMedia& media = *section(message, m);
        for (guint i = 0; i < gst_sdp_media_attributes_len(&media);) {
            const GstSDPAttribute& found = *gst_sdp_media_get_attribute(&media, i);
            const bool drop = view(found.key) == "candidate" &&
                              (!is_candidate_for_us(view(found.value)) || ++kept > SdpOffer::kMostCandidates);
            if (drop) {
                gst_sdp_media_remove_attribute(&media, i);
            } else {
                ++i;
            }
        }
    }
}

// The caps field that maps the congestion control extension, such as "extmap-3".
std::optional<std::string> congestion_extension(const GstSDPMedia& media) {
    const CapsPtr caps(gst_caps_new_empty_simple("application/x-rtp"));
    if (gst_sdp_media_attributes_to_caps(&media, caps.get()) != GST_SDP_OK) return {};
    const GstStructure* fields = gst_caps_get_structure(caps.get(), 0);
    for (gint i = 0; i < gst_structure_n_fields(fields); ++i) {
        const gchar* name = gst_structure_nth_field_name(fields, static_cast<guint>(i));
        if (!g_str_has_prefix(name, "extmap-")) continue;
        if (view(gst_structure_get_string(fields, name)) == kCongestionFeedback) return name;
    }
    return {};
}

void announce_candidates(GstSDPMessage& message, const std::string& public_address) {
    for (guint m = 0; m < gst_sdp_message_medias_len(&message); ++m) {
        GstSDPMedia& media = *section(message, m);
        for (guint i = gst_sdp_media_attributes_len(&media); i-- > 0;) {
            const GstSDPAttribute& found = *gst_sdp_media_get_attribute(&media, i);
            if (view(found.key) != "candidate") continue;
            const auto announced = announced_candidate(view(found.value), public_address);
            if (announced) gst_sdp_media_add_attribute(&media, "candidate", announced->c_str());
        }
    }
}

struct Codec {
    std::string encoding;
    guint payload = 0;
    int preference = 0;  // The higher the better; 0: we cannot take it.
};

// H.264 comes from the phone's own encoder; packetization mode 1 is what everybody sends. VP8 is taken.
int publisher_preference(std::string_view encoding, const GstStructure& format) {
    if (encoding == "VP8") return 1;
    if (encoding != "H264") return 0;
    return view(gst_structure_get_string(&format, "packetization-mode")) == "1" ? 3 : 2;
}

// The programme is H.264 of the main profile in fragmented packets. Decoders go by what is in the stream, so that a
// viewer who offers constrained baseline alone gets on with it too.
int viewer_preference(std::string_view encoding, const GstStructure& format) {
    if (encoding != "H264" || view(gst_structure_get_string(&format, "packetization-mode")) != "1") return 0;
    const auto profile = view(gst_structure_get_string(&format, "profile"));
    const auto level_id = view(gst_structure_get_string(&format, "profile-level-id"));
    if (profile == "main" || level_id.starts_with("4d")) return 3;
    return profile == "constrained-baseline" || level_id.starts_with("42e0") ? 2 : 1;
}

int preference(SdpOffer::Purpose purpose, bool video, std::string_view encoding, const GstStructure& format) {
    if (!video) return encoding == "OPUS" ? 1 : 0;
    return purpose == SdpOffer::Purpose::Publish ? publisher_preference(encoding, format)
                                                 : viewer_preference(encoding, format);
}

Codec best_codec(const GstSDPMedia& media, SdpOffer::Purpose purpose, bool video) {
    Codec best;
    for (guint i = 0; i < gst_sdp_media_formats_len(&media); ++i) {
        guint64 payload = 0;
        if (!g_ascii_string_to_unsigned(gst_sdp_media_get_format(&media, i), 10, 0, 127, &payload, nullptr)) continue;
        const CapsPtr caps(gst_sdp_media_get_caps_from_media(&media, static_cast<gint>(payload)));
        if (caps == nullptr || gst_caps_is_empty(caps.get())) continue;
        const GstStructure* format = gst_caps_get_structure(caps.get(), 0);
        const auto encoding = view(gst_structure_get_string(format, "encoding-name"));
        const int found = preference(purpose, video, encoding, *format);
        if (found > best.preference) best = {std::string(encoding), static_cast<guint>(payload), found};
    }
    return best;
}

// Of the packets that a viewer is sent: as the offer describes this payload. Without their SSRC the answer would tie
// retransmissions to a stream that never comes, and browsers would show the one that does to nobody.
CapsPtr sent_caps(const GstSDPMedia& media, const Codec& codec, std::uint32_t ssrc) {
    CapsPtr caps(gst_sdp_media_get_caps_from_media(&media, static_cast<gint>(codec.payload)));
    caps.reset(gst_caps_make_writable(caps.release()));
    gst_structure_set_name(gst_caps_get_structure(caps.get(), 0), "application/x-rtp");
    gst_caps_set_simple(caps.get(), "ssrc", G_TYPE_UINT, guint{ssrc}, nullptr);
    return caps;
}

CapsPtr received_caps(const GstSDPMedia& media, bool video, const Codec& codec) {
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

WhipResult<void> check_transport(const GstSDPMessage& message, const GstSDPMedia& media) {
    if (view(gst_sdp_media_get_proto(&media)).find("RTP/SAVPF") == std::string_view::npos) {
        return bad_sdp("A media section is not UDP/TLS/RTP/SAVPF (RFC 8827).");
    }
    for (const char* needed : {"ice-ufrag", "ice-pwd", "fingerprint"}) {
        if (attribute(message, media, needed).empty()) return bad_sdp(std::string("a=") + needed + " is missing.");
    }
    return {};
}

// What the answer has to say about the format besides.
std::string format_of(SdpOffer::Purpose purpose, bool video) {
    if (purpose == SdpOffer::Purpose::View) return {};
    return video ? kBitrateHints : kErrorCorrection;
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
        if (view(found.key) != "fmtp" || !view(found.value).starts_with(payload)) continue;
        format = with_parameters(view(found.value).substr(payload.size()), agreed.format);
        gst_sdp_media_remove_attribute(&media, i);
    }
    gst_sdp_media_add_attribute(&media, "fmtp", (payload + format).c_str());
}

}  // namespace

WhipResult<SdpOffer> SdpOffer::parse(std::string_view text, Purpose purpose) {
    if (text.size() > kMostBytes) return bad_sdp("The SDP is too long.");
    if (!text.starts_with("v=0") || text.find('\0') != std::string_view::npos) {
        return bad_sdp("This is not SDP (RFC 8866).");
    }
    auto parsed = parse_message(text);
    if (!parsed) return bad_sdp(parsed.error().message);
    SdpOffer offer{std::move(*parsed), {}, {}};
    GstSDPMessage& message = *offer.message;
    const guint sections = gst_sdp_message_medias_len(&message);
    if (sections == 0) return refuse(406, "no_media", "The offer holds no media section.");
    if (sections > kMostSections) return bad_sdp("The offer holds too many media sections.");

    for (guint i = 0; i < sections; ++i) {
        offer.mids.emplace_back(view(gst_sdp_media_get_attribute_val(section(message, i), "mid")));
    }
    const auto bundled = bundle(message);
    if (sections > 1) {
        const bool all = std::all_of(offer.mids.begin(), offer.mids.end(), [&](const std::string& mid) {
            return std::find(bundled.begin(), bundled.end(), mid) != bundled.end();
        });
        // RFC 9725 section 4.4.1: one transport for all.
        if (bundled.empty() || !all) return refuse(406, "not_bundled", "Bundle all media sections (a=group:BUNDLE).");
        const auto tagged = std::find(offer.mids.begin(), offer.mids.end(), bundled.front());
        if (tagged == offer.mids.end()) return bad_sdp("The bundle begins with a section that is not there.");
        unify_bundle(message, static_cast<guint>(tagged - offer.mids.begin()));
    }
    drop_useless_candidates(message);

    for (guint i = 0; i < sections; ++i) {
        const GstSDPMedia& media = *section(message, i);
        const auto kind = view(gst_sdp_media_get_media(&media));
        if (kind != "video" && kind != "audio") {
            return refuse(406, "no_usable_codec", "Only video and audio are taken here.");
        }
        if (auto usable = check_transport(message, media); !usable) return tl::unexpected(usable.error());
        if (!is_used(media, purpose)) continue;
        const bool video = kind == "video";
        if (std::any_of(offer.media.begin(), offer.media.end(), [&](const auto& m) { return m.video == video; })) {
            return refuse(406, "too_many_tracks", "Offer at most one video and one audio track.");
        }
        const Codec codec = best_codec(media, purpose, video);
        if (codec.preference == 0) {
            const char* needed =
                purpose == Purpose::Publish ? "Video must be H.264 or VP8." : "Video is H.264 in packetization mode 1.";
            return refuse(406, "no_usable_codec", video ? needed : "Audio must be Opus.");
        }
        const std::uint32_t ssrc = purpose == Purpose::View ? std::max(g_random_int(), guint{1}) : 0;
        auto caps = purpose == Purpose::Publish ? received_caps(media, video, codec) : sent_caps(media, codec, ssrc);
        offer.media.push_back(
            {i, video, codec.encoding, codec.payload, std::move(caps), ssrc, format_of(purpose, video)});
    }
    if (offer.media.empty()) return refuse(406, "no_media", "The offer has neither video nor audio for this.");
    return offer;
}

std::string write_answer(const GstSDPMessage& local, const std::vector<AgreedMedia>& media,
                         const std::string& public_address) {
    GstSDPMessage* raw = nullptr;
    gst_sdp_message_copy(&local, &raw);
    const SdpPtr answer(raw);
    for (const AgreedMedia& agreed : media) {
        if (agreed.section >= gst_sdp_message_medias_len(raw)) continue;
        GstSDPMedia& media_section = *section(*raw, agreed.section);
        if (!agreed.format.empty()) add_format(media_section, agreed);
        if (agreed.ssrc == 0) continue;
        gst_sdp_media_add_attribute(&media_section, "msid", agreed.video ? "programme picture" : "programme sound");
    }
    if (!public_address.empty()) announce_candidates(*raw, public_address);
    const GString text(gst_sdp_message_as_text(raw));
    return text.get();
}

bool has_candidate(const GstSDPMessage& message) {
    for (guint i = 0; i < gst_sdp_message_medias_len(&message); ++i) {
        if (gst_sdp_media_get_attribute_val(gst_sdp_message_get_media(&message, i), "candidate") != nullptr)
            return true;
    }
    return false;
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
        return std::string(attribute(message, *gst_sdp_message_get_media(&message, 0), "ice-ufrag"));
    }
    return std::string(view(gst_sdp_message_get_attribute_val(&message, "ice-ufrag")));
}

WhipResult<SdpFragment> SdpFragment::parse(std::string_view text) {
    if (text.empty() || text.size() > SdpOffer::kMostBytes || text.find('\0') != std::string_view::npos) {
        return bad_sdp("This is not an SDP fragment (RFC 8840).");
    }
    auto parsed = parse_message(text);
    if (!parsed) return bad_sdp("This is not an SDP fragment (RFC 8840).");
    const GstSDPMessage& message = **parsed;
    SdpFragment fragment;
    fragment.ufrag = view(gst_sdp_message_get_attribute_val(&message, "ice-ufrag"));
    fragment.pwd = view(gst_sdp_message_get_attribute_val(&message, "ice-pwd"));
    for (guint m = 0; m < gst_sdp_message_medias_len(&message); ++m) {
        const GstSDPMedia& media = *gst_sdp_message_get_media(&message, m);
        if (fragment.ufrag.empty()) fragment.ufrag = view(gst_sdp_media_get_attribute_val(&media, "ice-ufrag"));
        if (fragment.pwd.empty()) fragment.pwd = view(gst_sdp_media_get_attribute_val(&media, "ice-pwd"));
        const std::string mid(view(gst_sdp_media_get_attribute_val(&media, "mid")));
        for (guint i = 0; i < gst_sdp_media_attributes_len(&media); ++i) {
            const GstSDPAttribute& found = *gst_sdp_media_get_attribute(&media, i);
            if (view(found.key) != "candidate" || !is_candidate_for_us(view(found.value))) continue;
            if (fragment.candidates.size() == SdpOffer::kMostCandidates) return bad_sdp("Too many candidates.");
            fragment.candidates.push_back({mid, "candidate:" + std::string(view(found.value))});
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
