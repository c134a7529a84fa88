#include "media/multivariant_playlist.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "media/caption_tracks.h"

namespace wardcast::media {
namespace {

// GROUP-IDs
constexpr const char* kSound = "sound";
constexpr const char* kCaptions = "captions";

// What is said, and who says it: Apple's names for that, which players know.
constexpr const char* kTranscript =
    "public.accessibility.transcribes-spoken-dialog,public.accessibility.describes-music-and-sound";

// BANDWIDTH must not be less than what segments really have (4.4.6.2), whatever the encoder promised.
std::uint64_t peak(const Variant& rendition) {
    return std::max(rendition.peak, static_cast<std::uint64_t>(std::max(rendition.info.bandwidth, 1)));
}

std::string bandwidth(const Variant& rendition, const Variant* sound) {
    auto text = fmt::format("BANDWIDTH={}", peak(rendition) + (sound != nullptr ? peak(*sound) : 0));
    const auto average = rendition.average + (sound != nullptr ? sound->average : 0);
    if (rendition.average > 0) text += fmt::format(",AVERAGE-BANDWIDTH={}", average);
    return text;
}

}  // namespace

std::string render_multivariant_playlist(const std::vector<Variant>& renditions, std::string_view query,
                                         const std::vector<std::string>& captions) {
    const auto is_sound = [](const Variant& rendition) { return !rendition.info.video; };
    const auto found = std::find_if(renditions.begin(), renditions.end(), is_sound);
    const Variant* sound = found == renditions.end() ? nullptr : &*found;

    std::string text = "#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-INDEPENDENT-SEGMENTS\n";
    const auto out = std::back_inserter(text);
    if (sound != nullptr) {
        fmt::format_to(out,
                       "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"{}\",NAME=\"Programme\",DEFAULT=YES,AUTOSELECT=YES,"
                       "CHANNELS=\"2\",URI=\"{}.m3u8{}\"\n",
                       kSound, sound->info.name, query);
    }
    for (const auto& track : kCaptionTracks) {
        if (std::find(captions.begin(), captions.end(), track.language) == captions.end()) continue;
        fmt::format_to(out,
                       "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"{}\",NAME=\"{}\",LANGUAGE=\"{}\",DEFAULT=NO,"
                       "AUTOSELECT=YES,FORCED=NO,CHARACTERISTICS=\"{}\",URI=\"captions/{}/index.m3u8{}\"\n",
                       kCaptions, track.name, track.language, kTranscript, track.language, query);
    }
    const auto with_captions = captions.empty() ? std::string() : fmt::format(",SUBTITLES=\"{}\"", kCaptions);
    for (const auto& rendition : renditions) {
        if (!rendition.info.video) continue;
        const auto codecs = rendition.codec + (sound != nullptr ? "," + sound->codec : "");
        fmt::format_to(out, "#EXT-X-STREAM-INF:{},CODECS=\"{}\",RESOLUTION={}x{},FRAME-RATE={}.000{}{}\n{}.m3u8{}\n",
                       bandwidth(rendition, sound), codecs, rendition.info.width, rendition.info.height,
                       rendition.info.fps, sound != nullptr ? fmt::format(",AUDIO=\"{}\"", kSound) : "", with_captions,
                       rendition.info.name, query);
    }
    if (sound != nullptr) {
        fmt::format_to(out, "#EXT-X-STREAM-INF:{},CODECS=\"{}\",AUDIO=\"{}\"{}\n{}.m3u8{}\n",
                       bandwidth(*sound, nullptr), sound->codec, kSound, with_captions, sound->info.name, query);
    }
    return text;
}

}  // namespace wardcast::media
