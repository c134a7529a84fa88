#include "media/rtmp_pull.h"

#include <utility>

#include "media/stream_ingest.h"

namespace wardcast::media {

Outcome<std::unique_ptr<Ingest>> make_rtmp_pull(const std::string& address, std::shared_ptr<CameraFeed> feed) {
    StreamSource source;
    source.elements = "rtmp2src name=rtmp timeout=5 ! flvdemux name=tracks";
    source.cushion = std::chrono::milliseconds(150);  // TCP evens nothing out.
    source.secrets = {address};
    source.prepare = [&](const Pipeline& pipeline) {
        g_object_set(pipeline.element("rtmp").get(), "location", address.c_str(), nullptr);
    };
    return StreamIngest::create(source, std::move(feed));
}

}  // namespace wardcast::media
