#include "media/ingest_end.h"

#include <utility>

#include "media/pipeline.h"
#include "media/raw_format.h"

namespace wardcast::media {

std::string picture_end(const std::string& name) {
    // Colours are taken as they are (see raw_format.h): converting matrices would cost and, since cameras do not mark
    // them, be wrong as often as right.
    return "videorate drop-only=true skip-to-first=true max-rate=" + std::to_string(kFps) +
           " ! videoconvert matrix-mode=none ! videoscale add-borders=true ! " WARDCAST_PICTURE_CAPS
           " ! appsink sync=false async=false max-buffers=2 drop=true name=" +
           name;
}

std::string sound_end(const std::string& name) {
    return "audioconvert ! audioresample ! " WARDCAST_SOUND_CAPS
           " ! appsink sync=false async=false max-buffers=25 drop=true name=" +
           name;
}

void fill_pictures(GstElement* appsink, std::shared_ptr<CameraFeed> feed) {
    on_samples(appsink, [feed = std::move(feed)](const SamplePtr& sample) {
        feed->picture(BufferPtr(gst_buffer_ref(gst_sample_get_buffer(sample.get()))), Ticks::now());
    });
}

void fill_sound(GstElement* appsink, std::shared_ptr<CameraFeed> feed) {
    on_samples(appsink, [feed = std::move(feed)](const SamplePtr& sample) {
        GstBuffer* buffer = gst_sample_get_buffer(sample.get());
        const BufferMap map(buffer, GST_MAP_READ);
        const auto bytes = map.bytes();
        feed->sound({reinterpret_cast<const std::int16_t*>(bytes.data()), bytes.size() / sizeof(std::int16_t)},
                    GST_BUFFER_PTS(buffer), Ticks::now());
    });
}

}  // namespace wardcast::media
