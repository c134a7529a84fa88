#include "media/rendition_encoder.h"

#include <utility>

#include <gst/video/video.h>

#include "media/segment.h"

namespace wardcast::media {

namespace {

constexpr int kKilobit = 1000;
// From here on the faster preset: at this size it costs a quarter less and looks the same in a village hall.
constexpr int kManyLines = 720;

std::string in(const char* caps) {
    return std::string(
               "appsrc name=in format=time is-live=true block=false max-buffers=0 max-bytes=0 max-time=0 caps=") +
           caps;
}

std::string out() {
    return " ! mp4mux fragment-duration=" + std::to_string(kPartTarget.count()) +
           " ! appsink name=out sync=false async=false max-buffers=0";
}

std::string scaled(const VideoRung& rung) {
    if (rung.width == kWidth && rung.height == kHeight) return "";
    return " ! videoscale add-borders=false ! video/x-raw,width=" + std::to_string(rung.width) +
           ",height=" + std::to_string(rung.height) + ",pixel-aspect-ratio=1/1";
}

// zerolatency: no look-ahead and no B-frames, so a picture leaves as soon as it came. Keyframes come every 60 pictures
// and nowhere else, at the same places in all rungs, so that players can switch. Quality is capped by the bitrate: a
// slate costs next to nothing. One thread is enough for 30 pictures a second and keeps memory small.
std::string description(const VideoRung& rung) {
    return in(WARDCAST_PROGRAMME_PICTURE_CAPS) + scaled(rung) +
           " ! x264enc name=encoder speed-preset=" + (rung.height >= kManyLines ? "superfast" : "veryfast") +
           " tune=zerolatency key-int-max=60 option-string=scenecut=0 threads=1 pass=qual quantizer=23 bitrate=" +
           std::to_string(rung.kbps) +
           " vbv-buf-capacity=600 ! capsfilter name=encoded"
           " caps=\"video/x-h264,profile=main,stream-format=avc,alignment=au\"" +
           out();
}

std::string description(const Ladder& ladder) {
    return in(WARDCAST_SOUND_CAPS) +
           " ! audioconvert ! avenc_aac name=encoder bitrate=" + std::to_string(ladder.sound_kbps * kKilobit) +
           " ! aacparse name=encoded" + out();
}

GstPtr<GstPad> pad(const Pipeline& pipeline, const char* element, const char* name = "src") {
    return adopt(gst_element_get_static_pad(pipeline.element(element).get(), name));
}

// x264enc counts from 1000 hours; its segment says so.
GstClockTime running_time(GstPad* pad, GstClockTime time) {
    GstEvent* event = gst_pad_get_sticky_event(pad, GST_EVENT_SEGMENT, 0);
    if (event == nullptr) return time;
    const GstSegment* segment = nullptr;
    gst_event_parse_segment(event, &segment);
    const GstClockTime running = gst_segment_to_running_time(segment, GST_FORMAT_TIME, time);
    gst_event_unref(event);
    return running;
}

}  // namespace

struct RenditionEncoder::Probes {
    static GstPadProbeReturn before(GstPad*, GstPadProbeInfo* info, gpointer data) noexcept {
        const auto& output = **static_cast<std::shared_ptr<Output>*>(data);
        GstBuffer* buffer = gst_pad_probe_info_get_buffer(info);
        BufferPtr instead =
            output.info.video ? output.gate->instead_of_picture(buffer) : output.gate->instead_of_sound(buffer);
        if (instead != nullptr) {
            gst_buffer_unref(buffer);
            GST_PAD_PROBE_INFO_DATA(info) = instead.release();
        }
        return GST_PAD_PROBE_OK;
    }

    // Asks for a keyframe right before the picture that is to be one. Asked earlier with a time, x264enc would confuse
    // its clock of 1000 hours with the pictures' (GstVideoEncoder moves its segment with the first output only), make a
    // keyframe of its first picture and none of those asked for after that. The first one is a keyframe anyway.
    static GstPadProbeReturn at_encoder(GstPad* pad, GstPadProbeInfo* info, gpointer data) noexcept {
        auto& output = **static_cast<std::shared_ptr<Output>*>(data);
        const GstClockTime at = GST_BUFFER_PTS(gst_pad_probe_info_get_buffer(info));
        bool is_asked_for = false;
        {
            const std::lock_guard lock(output.mutex);
            for (auto& times = output.keyframes; !times.empty() && times.front() <= at; times.pop_front())
                is_asked_for = true;
        }
        if (!is_asked_for || output.encoded_until == 0) return GST_PAD_PROBE_OK;
        const auto encoder = adopt(gst_pad_get_parent_element(pad));
        const auto src = adopt(gst_element_get_static_pad(encoder.get(), "src"));
        gst_pad_send_event(src.get(), gst_video_event_new_upstream_force_key_unit(GST_CLOCK_TIME_NONE, TRUE, 0));
        return GST_PAD_PROBE_OK;
    }

    static GstPadProbeReturn behind(GstPad* pad, GstPadProbeInfo* info, gpointer data) noexcept {
        auto& output = **static_cast<std::shared_ptr<Output>*>(data);
        GstBuffer* buffer = gst_pad_probe_info_get_buffer(info);
        const GstClockTime begin = running_time(pad, GST_BUFFER_PTS(buffer));
        if (!GST_CLOCK_TIME_IS_VALID(begin)) return GST_PAD_PROBE_OK;
        const GstClockTime length = GST_BUFFER_DURATION_IS_VALID(buffer) ? GST_BUFFER_DURATION(buffer) : 0;
        output.encoded_until = begin + length;
        output.output_at = Ticks::now().time_since_epoch().count();
        const CapsPtr caps(gst_pad_get_current_caps(pad));
        output.taps->each([&](ProgrammeTap& tap) {
            BufferPtr unit(gst_buffer_copy(buffer));
            GST_BUFFER_PTS(unit.get()) = begin;
            GST_BUFFER_DTS(unit.get()) = begin;
            tap.encoded(output.info, unit.get(), caps.get());
        });
        return GST_PAD_PROBE_OK;
    }

    static void attach(GstPad* pad, GstPadProbeCallback callback, const std::shared_ptr<Output>& output) {
        auto data = std::make_unique<std::shared_ptr<Output>>(output);
        gst_pad_add_probe(pad, GST_PAD_PROBE_TYPE_BUFFER, callback, data.release(), [](gpointer owned) {
            const std::unique_ptr<std::shared_ptr<Output>> owner(static_cast<std::shared_ptr<Output>*>(owned));
        });
    }
};

Result<std::unique_ptr<RenditionEncoder>> RenditionEncoder::of_pictures(const VideoRung& rung,
                                                                        const Surroundings& around) {
    return create(description(rung), rendition_of(rung), around);
}

Result<std::unique_ptr<RenditionEncoder>> RenditionEncoder::of_sound(const Ladder& ladder, const Surroundings& around) {
    return create(description(ladder), sound_rendition(ladder), around);
}

Result<std::unique_ptr<RenditionEncoder>> RenditionEncoder::create(const std::string& description, RenditionInfo info,
                                                                   const Surroundings& around) {
    auto pipeline = Pipeline::parse(description);
    if (!pipeline) return tl::unexpected(pipeline.error());
    auto output = std::make_shared<Output>();
    output->info = std::move(info);
    output->sink = &around.sink;
    output->gate = &around.gate;
    output->taps = &around.taps;
    std::unique_ptr<RenditionEncoder> encoder(new RenditionEncoder(std::move(*pipeline), std::move(output)));
    if (auto playing = encoder->pipeline_.play(); !playing) return tl::unexpected(playing.error());
    return encoder;
}

RenditionEncoder::RenditionEncoder(Pipeline pipeline, std::shared_ptr<Output> output)
    : output_(std::move(output)), pipeline_(std::move(pipeline)), in_(pipeline_.element("in")) {
    output_->output_at = Ticks::now().time_since_epoch().count();
    pipeline_.on_trouble([output = output_](const std::string& what) {
        const std::lock_guard lock(output->mutex);
        if (output->trouble.empty()) output->trouble = what;
    });
    Probes::attach(pad(pipeline_, "in").get(), &Probes::before, output_);
    if (output_->info.video) Probes::attach(pad(pipeline_, "encoder", "sink").get(), &Probes::at_encoder, output_);
    Probes::attach(pad(pipeline_, "encoded").get(), &Probes::behind, output_);
    on_samples(
        pipeline_.element("out").get(),
        [output = output_](const SamplePtr& sample) {
            const BufferMap map(gst_sample_get_buffer(sample.get()), GST_MAP_READ);
            const std::lock_guard lock(output->mutex);
            if (output->sink != nullptr) output->sink->bytes(map.text());
        },
        [output = output_] {
            const std::lock_guard lock(output->mutex);
            if (output->sink != nullptr) output->sink->ended();
            output->ended = true;
        });
}

RenditionEncoder::~RenditionEncoder() {
    mute();
}

void RenditionEncoder::push(BufferPtr buffer) {
    gst_app_src_push_buffer(GST_APP_SRC(in_.get()), buffer.release());
}

void RenditionEncoder::force_keyframe(GstClockTime at) {
    const std::lock_guard lock(output_->mutex);
    output_->keyframes.push_back(at);
}

void RenditionEncoder::end() {
    gst_app_src_end_of_stream(GST_APP_SRC(in_.get()));
}

void RenditionEncoder::mute() {
    const std::lock_guard lock(output_->mutex);
    output_->sink = nullptr;
}

std::size_t RenditionEncoder::waiting() const {
    return gst_app_src_get_current_level_buffers(GST_APP_SRC(in_.get()));
}

std::string RenditionEncoder::trouble() const {
    const std::lock_guard lock(output_->mutex);
    return output_->trouble;
}

Ticks::time_point RenditionEncoder::output_at() const noexcept {
    return Ticks::time_point(Ticks::duration(output_->output_at));
}

}  // namespace wardcast::media
