#include "unit/media/stream_sender.h"

#include <gtest/gtest.h>

namespace wardcast::media {

namespace {

std::string description(const SentStream& stream, const std::string& sink) {
    const bool webm = stream.container == SentStream::Container::WebM;
    std::string picture_encoder = stream.picture_encoder;
    if (picture_encoder.empty()) {
        picture_encoder = webm ? "vp8enc deadline=1 cpu-used=8 keyframe-max-dist=30"
                               : "x264enc tune=zerolatency speed-preset=ultrafast key-int-max=30"
                                 " ! h264parse config-interval=-1";
    }
    std::string text;
    switch (stream.container) {
        case SentStream::Container::TransportStream:
            text = "mpegtsmux name=mux alignment=7 pat-interval=9000 pmt-interval=9000";
            break;
        case SentStream::Container::WebM:
            text = "webmmux name=mux streamable=true";
            break;
        case SentStream::Container::Flv:
            text = "flvmux name=mux streamable=true";
            break;
    }
    text += " ! " + sink + " ";
    if (stream.picture) {
        text += "videotestsrc is-live=true pattern=solid-color foreground-color=" + std::to_string(stream.colour) +
                " ! video/x-raw,format=I420,width=" + std::to_string(stream.width) +
                ",height=" + std::to_string(stream.height) + ",framerate=" + std::to_string(stream.fps) + "/1 ! " +
                picture_encoder + " ! identity name=v ! queue ! mux. ";
    }
    if (stream.sound) {
        text += "audiotestsrc is-live=true samplesperbuffer=960 volume=0.2 ! audio/x-raw,rate=48000,channels=2 ! " +
                std::string(webm ? "opusenc" : "avenc_aac ! aacparse") + " ! identity name=a ! queue ! mux.";
    }
    return text;
}

Pipeline parsed(const SentStream& stream, const std::string& sink) {
    auto pipeline = Pipeline::parse(description(stream, sink));
    EXPECT_TRUE(pipeline.has_value()) << pipeline.error().message;
    for (const char* track : {"v", "a"}) {
        if (const auto element = pipeline->element(track)) {
            const auto pad = adopt(gst_element_get_static_pad(element.get(), "src"));
            gst_pad_set_offset(pad.get(), static_cast<gint64>(stream.ahead));
        }
    }
    return std::move(*pipeline);
}

}  // namespace

StreamSender::StreamSender(const SentStream& stream, To to)
    : pipeline_(parsed(stream, "appsink name=out sync=false async=false")) {
    on_samples(pipeline_.element("out").get(), [to = std::move(to)](const SamplePtr& sample) {
        to(BufferMap(gst_sample_get_buffer(sample.get()), GST_MAP_READ).text());
    });
    EXPECT_TRUE(pipeline_.play().has_value());
}

StreamSender::StreamSender(const SentStream& stream, const std::string& sink) : pipeline_(parsed(stream, sink)) {
    EXPECT_TRUE(pipeline_.play().has_value());
}

}  // namespace wardcast::media
