#include "media/track_decoder.h"

#include <string_view>

namespace wardcast::media {

namespace {

using enum TrackKind;

// One thread each: several cameras share the machine, and frame threads would add a frame of delay each.
constexpr const char* kH264 = "h264parse ! avdec_h264 max-threads=1 output-corrupt=false";
constexpr const char* kH265 = "h265parse ! avdec_h265 max-threads=1 output-corrupt=false";
constexpr const char* kMpegVideo = "mpegvideoparse ! avdec_mpeg2video max-threads=1 output-corrupt=false";
constexpr const char* kAac = "aacparse ! avdec_aac";
constexpr const char* kOpus = "opusdec plc=true use-inband-fec=true";

struct Known {
    std::string_view media_type;
    std::string_view fields;  // Further ones that must be so, as caps have them; empty: none.
    TrackKind kind;
    const char* elements;
};
constexpr Known kTracks[] = {
    {"video/x-h264", "", Picture, kH264},
    {"video/x-h265", "", Picture, kH265},
    {"video/x-vp8", "", Picture, "vp8dec threads=1"},
    {"video/x-vp9", "", Picture, "vp9dec threads=1"},
    {"video/mpeg", "mpegversion=(int)[1,2],systemstream=(boolean)false", Picture, kMpegVideo},
    {"image/jpeg", "", Picture, "jpegdec"},
    {"video/x-raw", "", Picture, "identity"},
    {"audio/mpeg", "mpegversion=(int){2,4}", Sound, kAac},
    {"audio/mpeg", "mpegversion=(int)1", Sound, "mpegaudioparse ! avdec_mp3"},
    {"audio/x-opus", "", Sound, kOpus},
    {"audio/x-ac3", "", Sound, "ac3parse ! avdec_ac3"},
    {"audio/x-alaw", "", Sound, "alawdec"},
    {"audio/x-mulaw", "", Sound, "mulawdec"},
    {"audio/x-raw", "", Sound, "identity"},
};

struct KnownRtp {
    std::string_view encoding;  // Upper case, as rtspsrc writes it.
    TrackKind kind;
    const char* depayloader;
    const char* elements;
};
constexpr KnownRtp kRtp[] = {
    {"H264", Picture, "rtph264depay wait-for-keyframe=true", kH264},
    {"H265", Picture, "rtph265depay wait-for-keyframe=true", kH265},
    {"JPEG", Picture, "rtpjpegdepay", "jpegdec"},
    {"VP8", Picture, "rtpvp8depay wait-for-keyframe=true", "vp8dec threads=1"},
    {"MPEG4-GENERIC", Sound, "rtpmp4gdepay", kAac},
    {"MP4A-LATM", Sound, "rtpmp4adepay", kAac},
    {"OPUS", Sound, "rtpopusdepay", kOpus},
    {"PCMA", Sound, "rtppcmadepay", "alawdec"},
    {"PCMU", Sound, "rtppcmudepay", "mulawdec"},
    {"L16", Sound, "rtpL16depay", "identity"},
};

TrackDecoder decoder(TrackKind kind, std::string elements) {
    return {kind, std::move(elements) + " name=decoder"};
}

std::optional<TrackDecoder> rtp_decoder(const GstStructure& format) {
    const gchar* encoding = gst_structure_get_string(&format, "encoding-name");
    if (encoding == nullptr) return std::nullopt;
    const GString upper(g_ascii_strup(encoding, -1));
    for (const KnownRtp& known : kRtp) {
        if (known.encoding == upper.get()) {
            return decoder(known.kind, std::string(known.depayloader) + " ! " + known.elements);
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<TrackDecoder> decoder_for(const GstCaps& caps) {
    if (gst_caps_is_empty(&caps) || gst_caps_is_any(&caps)) return std::nullopt;
    const GstStructure* format = gst_caps_get_structure(&caps, 0);
    if (gst_structure_has_name(format, "application/x-rtp")) return rtp_decoder(*format);
    for (const Known& known : kTracks) {
        if (known.media_type != gst_structure_get_name(format)) continue;
        if (known.fields.empty()) return decoder(known.kind, known.elements);
        const CapsPtr wanted(
            gst_caps_from_string((std::string(known.media_type) + "," + std::string(known.fields)).c_str()));
        if (gst_caps_can_intersect(&caps, wanted.get()) == TRUE) return decoder(known.kind, known.elements);
    }
    return std::nullopt;
}

}  // namespace wardcast::media
