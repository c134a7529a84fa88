#include "media/camera_address.h"

#include <algorithm>
#include <array>

#include "media/studio.h"
#include "media/uri.h"

namespace wardcast::media {

namespace {

std::string trimmed(std::string_view words) {
    const auto begin = words.find_first_not_of(' ');
    if (begin == std::string_view::npos) return {};
    return std::string(words.substr(begin, words.find_last_not_of(' ') - begin + 1));
}

}  // namespace

Result<RtspAddress> RtspAddress::parse(const std::string& address) {
    constexpr std::array kSchemes = {"rtsp", "rtspt", "rtspu", "rtsps"};
    const UriPtr uri = parse_uri(address, static_cast<GUriFlags>(G_URI_FLAGS_HAS_PASSWORD));
    const bool known = uri != nullptr && std::any_of(kSchemes.begin(), kSchemes.end(), [&](const char* scheme) {
                           return g_ascii_strcasecmp(g_uri_get_scheme(uri.get()), scheme) == 0;
                       });
    if (!known || uri_text(g_uri_get_host(uri.get())).empty()) {
        return failure(ErrorKind::BadInput,
                       "the address of an IP camera looks like rtsp://USER:PASSWORD@10.0.0.5:554/stream1; the camera's "
                       "manual or its own page names it");
    }
    const std::string scheme = g_uri_get_scheme(uri.get());
    RtspAddress parsed;
    parsed.udp = scheme == "rtspu";
    parsed.user = uri_text(g_uri_get_user(uri.get()));
    parsed.password = uri_text(g_uri_get_password(uri.get()));
    const UriPtr plain = parse_uri(address, static_cast<GUriFlags>(G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED));
    gchar* location =
        g_uri_join(G_URI_FLAGS_ENCODED, scheme == "rtsps" ? "rtsps" : "rtsp", nullptr, g_uri_get_host(plain.get()),
                   g_uri_get_port(plain.get()), g_uri_get_path(plain.get()), g_uri_get_query(plain.get()), nullptr);
    parsed.location = uri_text(location);
    g_free(location);
    return parsed;
}

Result<ClipAddress> ClipAddress::parse(std::string_view address) {
    constexpr std::string_view kLoop = "?loop";
    ClipAddress parsed;
    parsed.loop = address.ends_with(kLoop);
    if (parsed.loop) address.remove_suffix(kLoop.size());
    parsed.name = address;
    const bool plain = !address.empty() && address.front() != '.' && address.find('/') == std::string_view::npos &&
                       address.find('\0') == std::string_view::npos;
    if (plain) return parsed;
    return failure(ErrorKind::BadInput,
                   "name a file in the folder clips of the data folder, without any folder: opening.mp4, or "
                   "opening.mp4?loop to play it again and again");
}

Result<DeviceAddress> DeviceAddress::parse(std::string_view address) {
    const auto bar = std::min(address.find('|'), address.size());
    DeviceAddress parsed;
    parsed.picture = trimmed(address.substr(0, bar));
    if (bar < address.size()) parsed.sound = trimmed(address.substr(bar + 1));
    if (!parsed.picture.empty() || !parsed.sound.empty()) return parsed;
    return failure(ErrorKind::BadInput,
                   "name a webcam, a webcam and a sound card, or a sound card alone: \"HD Webcam\", \"HD "
                   "Webcam|USB Audio\", \"|hw:1\"; `wardcast check` lists them");
}

Result<void> Studio::check_address(CameraKind kind, const std::string& address) {
    const auto nothing = [](auto&&) {};
    switch (kind) {
        case CameraKind::Rtsp:
            return RtspAddress::parse(address).map(nothing);
        case CameraKind::Device:
            return DeviceAddress::parse(address).map(nothing);
        case CameraKind::File:
            return ClipAddress::parse(address).map(nothing);
        case CameraKind::Pushed:
        case CameraKind::Test:
            return {};
    }
    return {};
}

}  // namespace wardcast::media
