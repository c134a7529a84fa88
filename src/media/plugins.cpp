#include "media/plugins.h"

#include <set>
#include <string>

#include <gst/gst.h>

#include "media/studio.h"

namespace wardcast::media {

namespace {

constexpr const char* kBase = "gstreamer1.0-plugins-base";
constexpr const char* kGood = "gstreamer1.0-plugins-good";
constexpr const char* kBad = "gstreamer1.0-plugins-bad";

constexpr NeededElement kNeeded[] = {
    {"appsrc", kBase},
    {"appsink", kBase},
    {"videoconvert", kBase},
    {"videoscale", kBase},
    {"jpegenc", kGood},
    {"videobox", kGood},
    {"audioconvert", kBase},
    {"audioresample", kBase},
    {"videotestsrc", kBase},
    {"audiotestsrc", kBase},
    {"opusdec", kBase},
    {"opusenc", kBase},

    {"textoverlay", "gstreamer1.0-x"},
    {"rtpbin", kGood},
    {"rtpvp8depay", kGood},
    {"vp8dec", kGood},
    {"rtph264depay", kGood},
    {"rtpopusdepay", kGood},
    {"rtph264pay", kGood},
    {"rtpopuspay", kGood},
    {"mp4mux", kGood},
    {"webrtcbin", kBad},
    {"dtlsdec", kBad},
    {"errorignore", kBad},
    {"srtpdec", kBad},
    {"h264parse", kBad},
    {"aacparse", kGood},
    {"x264enc", "gstreamer1.0-plugins-ugly"},
    {"avdec_h264", "gstreamer1.0-libav"},
    {"avenc_aac", "gstreamer1.0-libav"},
    {"nicesrc", "gstreamer1.0-nice"},

    // Other ways in: what finds a stream's tracks, and what decodes them (track_decoder.cpp).
    {"tsdemux", kBad},
    {"matroskademux", kGood},
    {"flvdemux", kGood},
    {"qtdemux", kGood},
    {"rtspsrc", kGood},
    {"rtmp2src", kBad},
    {"v4l2src", kGood},
    {"alsasrc", "gstreamer1.0-alsa"},
    {"h265parse", kBad},
    {"avdec_h265", "gstreamer1.0-libav"},
    {"vp9dec", kGood},
    {"mpegvideoparse", kBad},
    {"avdec_mpeg2video", "gstreamer1.0-libav"},
    {"jpegdec", kGood},
    {"avdec_aac", "gstreamer1.0-libav"},
    {"mpegaudioparse", kGood},
    {"avdec_mp3", "gstreamer1.0-libav"},
    {"ac3parse", kGood},
    {"avdec_ac3", "gstreamer1.0-libav"},
    {"alawdec", kGood},
    {"mulawdec", kGood},

    // Relays.
    {"flvmux", kGood},
    {"rtmp2sink", kBad},
    {"mpegtsmux", kBad},
};

}  // namespace

std::span<const NeededElement> needed_elements() {
    return kNeeded;
}

Result<void> check_elements(std::span<const NeededElement> needed) {
    GError* error = nullptr;
    if (gst_init_check(nullptr, nullptr, &error) == FALSE) {
        std::string reason = error != nullptr ? error->message : "unknown reason";
        g_clear_error(&error);
        return failure(ErrorKind::Unavailable, "GStreamer does not start: " + reason);
    }
    std::string missing;
    std::set<std::string> packages;
    for (const NeededElement& need : needed) {
        GstElementFactory* factory = gst_element_factory_find(need.element);
        if (factory != nullptr) {
            gst_object_unref(factory);
            continue;
        }
        missing += missing.empty() ? "" : ", ";
        missing += std::string(need.element) + " (" + need.package + ")";
        packages.insert(need.package);
    }
    if (missing.empty()) return {};
    std::string install = "apt-get install --no-install-recommends";
    for (const std::string& package : packages)
        install += " " + package;
    return failure(ErrorKind::Unavailable, "GStreamer lacks " + missing + ": " + install);
}

Result<void> Studio::check() {
    return check_elements(needed_elements());
}

}  // namespace wardcast::media
