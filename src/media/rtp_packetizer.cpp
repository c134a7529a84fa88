#include "media/rtp_packetizer.h"

#include <algorithm>
#include <utility>

#include <gst/rtp/gstrtpbuffer.h>
#include <spdlog/spdlog.h>

#include "media/raw_format.h"

namespace wardcast::media {

namespace {

// 1,200 bytes pass every tunnel that a viewer may sit behind. Sound is at its best for speech at 64 kbit/s; a tenth of
// it may be lost.
constexpr const char* kPipeline =
    "appsrc name=picture-in format=time is-live=true leaky-type=downstream max-buffers=15 max-bytes=0 max-time=0"
    " ! rtph264pay mtu=1200 config-interval=-1 aggregate-mode=zero-latency"
    " ! appsink sync=false async=false max-buffers=0 name=video"
    " appsrc name=sound-in format=time is-live=true leaky-type=downstream max-buffers=25 max-bytes=0 max-time=0"
    " caps=" WARDCAST_SOUND_CAPS
    " ! audioconvert ! opusenc bitrate=64000 inband-fec=true packet-loss-percentage=10 frame-size=20"
    " ! rtpopuspay mtu=1200 perfect-rtptime=false"
    " ! appsink sync=false async=false max-buffers=0 name=audio";

std::uint32_t rtp_time(GstBuffer* packet) {
    GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;
    if (gst_rtp_buffer_map(packet, GST_MAP_READ, &rtp) == FALSE) return 0;
    const std::uint32_t time = gst_rtp_buffer_get_timestamp(&rtp);
    gst_rtp_buffer_unmap(&rtp);
    return time;
}

// Tells the first packet of a keyframe from its others: all of them have its time.
class KeyframeBegin {
  public:
    bool operator()(GstBuffer* packet) noexcept {
        const std::uint32_t time = rtp_time(packet);
        const bool is_first = std::exchange(time_, time) != time;
        return is_first && !GST_BUFFER_FLAG_IS_SET(packet, GST_BUFFER_FLAG_DELTA_UNIT);
    }

  private:
    std::uint32_t time_ = 0;
};

}  // namespace

void RtpFanOut::add(std::shared_ptr<RtpSink> sink) {
    const std::lock_guard lock(mutex_);
    auto next = *sinks_;
    next.push_back(std::move(sink));
    sinks_ = std::make_shared<const Sinks>(std::move(next));
}

std::size_t RtpFanOut::remove(const RtpSink* sink) noexcept {
    const std::lock_guard lock(mutex_);
    auto next = *sinks_;
    std::erase_if(next, [&](const auto& each) { return each.get() == sink; });
    sinks_ = std::make_shared<const Sinks>(std::move(next));
    return sinks_->size();
}

void RtpFanOut::video(GstBuffer* packet, bool begins_keyframe) noexcept {
    const auto sinks = now();  // Lives until the last was called.
    for (const auto& sink : *sinks)
        sink->video(packet, begins_keyframe);
}

void RtpFanOut::audio(GstBuffer* packet) noexcept {
    const auto sinks = now();
    for (const auto& sink : *sinks)
        sink->audio(packet);
}

std::shared_ptr<const RtpFanOut::Sinks> RtpFanOut::now() const noexcept {
    const std::lock_guard lock(mutex_);
    return sinks_;
}

Result<std::unique_ptr<RtpPacketizer>> RtpPacketizer::create(const std::shared_ptr<RtpSink>& sink) {
    auto pipeline = Pipeline::parse(kPipeline);
    if (!pipeline) return tl::unexpected(pipeline.error());
    pipeline->on_trouble([](const std::string& what) { spdlog::error("low-delay output: {}", what); });
    on_samples(pipeline->element("video").get(),
               [sink, begins = std::make_shared<KeyframeBegin>()](const SamplePtr& sample) {
                   GstBuffer* packet = gst_sample_get_buffer(sample.get());
                   const bool begins_keyframe = (*begins)(packet);
                   sink->video(packet, begins_keyframe);
               });
    on_samples(pipeline->element("audio").get(),
               [sink](const SamplePtr& sample) { sink->audio(gst_sample_get_buffer(sample.get())); });
    std::unique_ptr<RtpPacketizer> packetizer(new RtpPacketizer(std::move(*pipeline)));
    if (auto playing = packetizer->pipeline_.play(); !playing) return tl::unexpected(playing.error());
    return packetizer;
}

RtpPacketizer::RtpPacketizer(Pipeline pipeline)
    : pipeline_(std::move(pipeline)),
      picture_in_(pipeline_.element("picture-in")),
      sound_in_(pipeline_.element("sound-in")) {}

RtpPacketizer::~RtpPacketizer() {
    pipeline_.stop();
}

void RtpPacketizer::picture(GstBuffer* unit, GstCaps* caps, GstClockTime due) noexcept {
    const BufferPtr own(gst_buffer_copy(unit));
    GST_BUFFER_PTS(own.get()) = due;
    GST_BUFFER_DTS(own.get()) = GST_CLOCK_TIME_NONE;
    const SamplePtr sample(gst_sample_new(own.get(), caps, nullptr, nullptr));
    gst_app_src_push_sample(GST_APP_SRC(picture_in_.get()), sample.get());
}

void RtpPacketizer::sound(GstBuffer* block, GstClockTime due) noexcept {
    BufferPtr own(gst_buffer_copy(block));
    GST_BUFFER_PTS(own.get()) = due;
    gst_app_src_push_buffer(GST_APP_SRC(sound_in_.get()), own.release());
}

}  // namespace wardcast::media
