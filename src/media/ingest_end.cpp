#include "media/ingest_end.h"

#include <utility>

#include "media/pipeline.h"
#include "media/raw_format.h"

namespace wardcast::media {

namespace {

GstClockTime running_time(GstSample* sample) {
    return gst_segment_to_running_time(gst_sample_get_segment(sample), GST_FORMAT_TIME,
                                       GST_BUFFER_PTS(gst_sample_get_buffer(sample)));
}

}  // namespace

std::string picture_end(const std::string& name) {
    // Colours are taken as they are (see raw_format.h): converting matrices would cost and, since cameras do not mark
    // them, be wrong as often as right.
    return "videoconvert matrix-mode=none ! videoscale add-borders=true ! " WARDCAST_PICTURE_CAPS
           " ! appsink sync=false async=false max-buffers=2 drop=true name=" +
           name;
}

std::string sound_end(const std::string& name) {
    return "audioconvert ! audioresample ! " WARDCAST_SOUND_CAPS
           " ! appsink sync=false async=false max-buffers=25 drop=true name=" +
           name;
}

void fill_pictures(GstElement* appsink, std::shared_ptr<CameraFeed> feed, std::shared_ptr<Cadence> cadence) {
    on_samples(appsink, [feed = std::move(feed), cadence = std::move(cadence)](const SamplePtr& sample) {
        if (cadence != nullptr && !cadence->wait(TrackKind::Picture, running_time(sample.get()))) return;
        feed->picture(BufferPtr(gst_buffer_ref(gst_sample_get_buffer(sample.get()))), Ticks::now());
    });
}

void fill_sound(GstElement* appsink, std::shared_ptr<CameraFeed> feed, std::shared_ptr<Cadence> cadence) {
    on_samples(appsink, [feed = std::move(feed), cadence = std::move(cadence)](const SamplePtr& sample) {
        if (cadence != nullptr && !cadence->wait(TrackKind::Sound, running_time(sample.get()))) return;
        GstBuffer* buffer = gst_sample_get_buffer(sample.get());
        const BufferMap map(buffer, GST_MAP_READ);
        const auto bytes = map.bytes();
        feed->sound({reinterpret_cast<const std::int16_t*>(bytes.data()), bytes.size() / sizeof(std::int16_t)},
                    GST_BUFFER_PTS(buffer), Ticks::now());
    });
}

void watch_camera_size(GstPad* pad, std::shared_ptr<CameraFeed> feed) {
    auto data = std::make_unique<std::shared_ptr<CameraFeed>>(std::move(feed));
    gst_pad_add_probe(
        pad, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM,
        [](GstPad*, GstPadProbeInfo* info, gpointer to) -> GstPadProbeReturn {
            GstEvent* event = gst_pad_probe_info_get_event(info);
            if (GST_EVENT_TYPE(event) != GST_EVENT_CAPS) return GST_PAD_PROBE_OK;
            GstCaps* caps = nullptr;
            gst_event_parse_caps(event, &caps);
            gint width = 0, height = 0;
            const GstStructure* format = gst_caps_get_structure(caps, 0);
            if (gst_structure_get_int(format, "width", &width) && gst_structure_get_int(format, "height", &height)) {
                (*static_cast<std::shared_ptr<CameraFeed>*>(to))->camera_size(width, height);
            }
            return GST_PAD_PROBE_OK;
        },
        data.release(),
        [](gpointer owned) {
            const std::unique_ptr<std::shared_ptr<CameraFeed>> owner(static_cast<std::shared_ptr<CameraFeed>*>(owned));
        });
}

}  // namespace wardcast::media
