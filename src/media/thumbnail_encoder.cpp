#include <string>

#include "media/gst_ptr.h"
#include "media/raw_format.h"
#include "media/thumbnails.h"

namespace wardcast::media {
namespace {

// Half the programme's size; what a link's preview shows.
constexpr const char* kDescription = "videoscale ! video/x-raw,width=640,height=360 ! jpegenc quality=80";

GstFlowReturn take(GstPad* pad, GstObject*, GstBuffer* buffer) noexcept {
    const BufferPtr owned(buffer);
    const BufferMap map(buffer, GST_MAP_READ);
    *static_cast<std::string*>(gst_pad_get_element_private(pad)) += map.text();
    return GST_FLOW_OK;
}

gboolean swallow(GstPad*, GstObject*, GstEvent* event) noexcept {
    gst_event_unref(event);
    return TRUE;
}

GstPtr<GstPad> make_pad(const char* name, GstPadDirection direction) {
    return adopt_floating(gst_pad_new(name, direction));
}

}  // namespace

// Elements without a pipeline around them: all work is done on the calling thread, whose priority is the caller's
// choice, and not on one of GStreamer's, which others would use after us.
Result<std::string> encode_thumbnail(GstBuffer* picture) {
    GError* error = nullptr;
    const auto bin = adopt_floating(gst_parse_bin_from_description(kDescription, TRUE, &error));
    if (error != nullptr) {
        std::string why = error->message;
        g_clear_error(&error);
        return failure(ErrorKind::Internal, "thumbnails: " + why);
    }
    std::string jpeg;
    const auto in = make_pad("in", GST_PAD_SRC);
    const auto out = make_pad("out", GST_PAD_SINK);
    gst_pad_set_element_private(out.get(), &jpeg);
    gst_pad_set_chain_function(out.get(), take);
    gst_pad_set_event_function(out.get(), swallow);
    const auto bin_in = adopt(gst_element_get_static_pad(bin.get(), "sink"));
    const auto bin_out = adopt(gst_element_get_static_pad(bin.get(), "src"));
    gst_pad_link(in.get(), bin_in.get());
    gst_pad_link(bin_out.get(), out.get());
    gst_pad_set_active(in.get(), TRUE);
    gst_pad_set_active(out.get(), TRUE);
    gst_element_set_state(bin.get(), GST_STATE_PLAYING);

    const CapsPtr caps(gst_caps_from_string(WARDCAST_PROGRAMME_PICTURE_CAPS));
    GstSegment segment;
    gst_segment_init(&segment, GST_FORMAT_TIME);
    gst_pad_push_event(in.get(), gst_event_new_stream_start("thumbnail"));
    gst_pad_push_event(in.get(), gst_event_new_caps(caps.get()));
    gst_pad_push_event(in.get(), gst_event_new_segment(&segment));
    auto* buffer = gst_buffer_copy(picture);
    GST_BUFFER_PTS(buffer) = 0;
    GST_BUFFER_DTS(buffer) = GST_CLOCK_TIME_NONE;
    const auto pushed = gst_pad_push(in.get(), buffer);
    gst_pad_push_event(in.get(), gst_event_new_eos());

    gst_element_set_state(bin.get(), GST_STATE_NULL);
    gst_pad_set_active(in.get(), FALSE);
    gst_pad_set_active(out.get(), FALSE);
    gst_pad_unlink(in.get(), bin_in.get());
    gst_pad_unlink(bin_out.get(), out.get());
    if (pushed != GST_FLOW_OK || jpeg.empty()) {
        return failure(ErrorKind::Internal,
                       std::string("thumbnails: no picture came (") + gst_flow_get_name(pushed) + ")");
    }
    return jpeg;
}

}  // namespace wardcast::media
