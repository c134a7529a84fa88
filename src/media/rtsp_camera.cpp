#include "media/rtsp_camera.h"

#include <utility>

#include "media/camera_address.h"
#include "media/rtsp_trouble.h"
#include "media/stream_ingest.h"

namespace wardcast::media {

namespace {

// GstRTSPLowerTrans
constexpr const char* kTcp = "tcp";
constexpr const char* kUdp = "udp";

}  // namespace

Outcome<std::unique_ptr<Ingest>> make_rtsp_camera(const std::string& address, std::shared_ptr<CameraFeed> feed) {
    const auto parsed = RtspAddress::parse(address);
    if (!parsed) return tl::unexpected(bad_address(parsed.error()));
    StreamSource source;
    // Connecting and every request: a camera that does not answer for 5 s is asked again later. The jitter buffer waits
    // for late and repeated packets; with TCP there are none, but cameras send in bursts.
    source.elements =
        "rtspsrc name=tracks latency=200 drop-on-latency=true tcp-timeout=5000000 timeout=5000000"
        " teardown-timeout=200000000 is-live=true";
    source.cushion = std::chrono::milliseconds(100);
    source.secrets = {address, parsed->password};
    source.explain = [at = *parsed](const std::string& what) { return rtsp_trouble(what, at); };
    source.prepare = [&](const Pipeline& pipeline) {
        const auto rtsp = pipeline.element("tracks");
        g_object_set(rtsp.get(), "location", parsed->location.c_str(), nullptr);
        gst_util_set_object_arg(G_OBJECT(rtsp.get()), "protocols", parsed->udp ? kUdp : kTcp);
        if (parsed->user.empty()) return;
        g_object_set(rtsp.get(), "user-id", parsed->user.c_str(), "user-pw", parsed->password.c_str(), nullptr);
    };
    return StreamIngest::create(source, std::move(feed));
}

}  // namespace wardcast::media
