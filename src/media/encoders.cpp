#include "media/encoders.h"

#include <algorithm>

namespace wardcast::media {

namespace {

constexpr int kKilobit = 1000;
constexpr int kHighKbps = 2500;
constexpr int kLowKbps = 600;
constexpr int kSoundKbps = 96;
// A segment of 2 s may hold its share and one full rate-control buffer of 600 ms, and the boxes around them.
constexpr int kPeakPercent = 135;

// zerolatency: no look-ahead and no B-frames, so a picture leaves as soon as it came. Both rungs have their keyframes
// at the same places, every 60 pictures and nowhere else, so that players can switch. Quality is capped by the bitrate:
// a slate costs next to nothing. One thread each is enough for 30 pictures a second and keeps memory small.
std::string video_branch(const char* name, const char* preset, int kbps, const char* scaler) {
    return std::string(" pictures. ! queue max-size-buffers=3 max-size-bytes=0 max-size-time=0 ") + scaler +
           " ! x264enc speed-preset=" + preset +
           " tune=zerolatency key-int-max=60 option-string=scenecut=0 threads=1 pass=qual quantizer=23 bitrate=" +
           std::to_string(kbps) + " vbv-buf-capacity=600" +
           " ! video/x-h264,profile=main,stream-format=avc,alignment=au"
           " ! mp4mux fragment-duration=400 ! appsink sync=false async=false max-buffers=0 name=" +
           name;
}

std::string description() {
    return "appsrc name=picture-in format=time is-live=true block=true max-buffers=4 max-bytes=0 max-time=0"
           " caps=" WARDCAST_PROGRAMME_PICTURE_CAPS " ! tee name=pictures" +
           video_branch("720p", "superfast", kHighKbps, "") +
           video_branch("360p", "veryfast", kLowKbps, "! videoscale ! video/x-raw,width=640,height=360") +
           " appsrc name=sound-in format=time is-live=true block=true max-buffers=8 max-bytes=0 max-time=0"
           " caps=" WARDCAST_SOUND_CAPS " ! audioconvert ! avenc_aac bitrate=" +
           std::to_string(kSoundKbps * kKilobit) +
           " ! aacparse ! mp4mux fragment-duration=400 ! appsink sync=false async=false max-buffers=0 name=audio";
}

void push(GstElement* appsrc, BufferPtr buffer) {
    gst_app_src_push_buffer(GST_APP_SRC(appsrc), buffer.release());
}

}  // namespace

const std::vector<RenditionInfo>& Encoders::renditions() {
    static const std::vector<RenditionInfo> kRenditions = {
        {"720p", true, kWidth, kHeight, kFps, kHighKbps * kKilobit * kPeakPercent / 100},
        {"360p", true, 640, 360, kFps, kLowKbps * kKilobit * kPeakPercent / 100},
        {"audio", false, 0, 0, 0, kSoundKbps * kKilobit * kPeakPercent / 100},
    };
    return kRenditions;
}

Result<std::unique_ptr<Encoders>> Encoders::create(Packager& packager, Pipeline::Trouble trouble) {
    auto pipeline = Pipeline::parse(description());
    if (!pipeline) return tl::unexpected(pipeline.error());
    pipeline->on_trouble(std::move(trouble));
    std::unique_ptr<Encoders> encoders(new Encoders(std::move(*pipeline)));
    encoders->connect(packager);
    if (auto playing = encoders->pipeline_.play(); !playing) return tl::unexpected(playing.error());
    return encoders;
}

Encoders::Encoders(Pipeline pipeline)
    : pipeline_(std::move(pipeline)),
      picture_in_(pipeline_.element("picture-in")),
      sound_in_(pipeline_.element("sound-in")) {}

Encoders::~Encoders() {
    stop();
}

void Encoders::connect(Packager& packager) {
    for (const RenditionInfo& info : renditions()) {
        auto& rendition = *renditions_.emplace_back(std::make_unique<Rendition>());
        rendition.sink = &packager.sink(info);
        rendition.output_at = Ticks::now().time_since_epoch().count();
        on_samples(
            pipeline_.element(info.name.c_str()).get(),
            [&rendition](const SamplePtr& sample) {
                rendition.output_at = Ticks::now().time_since_epoch().count();
                const BufferMap map(gst_sample_get_buffer(sample.get()), GST_MAP_READ);
                rendition.sink->bytes(map.text());
            },
            [this, &rendition] {
                rendition.sink->ended();
                const std::lock_guard lock(ended_mutex_);
                rendition.ended = true;
                ended_.notify_all();
            });
    }
}

void Encoders::picture(BufferPtr picture) {
    push(picture_in_.get(), std::move(picture));
}

void Encoders::sound(BufferPtr block) {
    push(sound_in_.get(), std::move(block));
}

Ticks::time_point Encoders::last_output() const noexcept {
    Ticks::rep oldest = renditions_.front()->output_at;
    for (const auto& rendition : renditions_)
        oldest = std::min(oldest, rendition->output_at.load());
    return Ticks::time_point(Ticks::duration(oldest));
}

bool Encoders::drain(std::chrono::milliseconds patience) {
    gst_app_src_end_of_stream(GST_APP_SRC(picture_in_.get()));
    gst_app_src_end_of_stream(GST_APP_SRC(sound_in_.get()));
    std::unique_lock lock(ended_mutex_);
    return ended_.wait_for(lock, patience, [this] {
        return std::all_of(renditions_.begin(), renditions_.end(), [](const auto& r) { return r->ended; });
    });
}

void Encoders::stop() noexcept {
    pipeline_.stop();
}

}  // namespace wardcast::media
