#include "media/broadcast.h"

#include <utility>

namespace wardcast::media {

bool BestRendition::takes(const RenditionInfo& rendition, bool is_keyframe, Ticks::time_point now) {
    const bool is_followed = rendition.name == name_;
    const bool is_wanted = rendition.height > height_ || now - heard_ > kStandsStill;
    if (!is_followed && !(is_keyframe && is_wanted)) return false;
    name_ = rendition.name;
    height_ = rendition.height;
    heard_ = now;
    return true;
}

Result<void> Broadcast::add(std::shared_ptr<RtpSink> sink) {
    if (packetizer() == nullptr) {
        auto made = RtpPacketizer::create(sinks_);
        if (!made) return tl::unexpected(made.error());
        const std::lock_guard lock(mutex_);
        packetizer_ = std::move(*made);
        best_ = {};
    }
    sinks_->add(std::move(sink));
    return {};
}

void Broadcast::remove(const RtpSink* sink) noexcept {
    if (sinks_->remove(sink) > 0) return;
    std::shared_ptr<RtpPacketizer> unwanted;  // Ends outside the lock: it waits for its threads.
    const std::lock_guard lock(mutex_);
    unwanted = std::move(packetizer_);
}

void Broadcast::begun(Ticks::time_point at) noexcept {
    begun_ = static_cast<GstClockTime>(std::chrono::nanoseconds(at.time_since_epoch()).count());
}

void Broadcast::sound(GstBuffer* block) noexcept {
    if (const auto to = packetizer()) to->sound(block, due(GST_BUFFER_PTS(block)));
}

void Broadcast::encoded(const RenditionInfo& rendition, GstBuffer* unit, GstCaps* caps) noexcept {
    if (!rendition.video) return;
    std::shared_ptr<RtpPacketizer> to;
    {
        const std::lock_guard lock(mutex_);
        const bool is_keyframe = !GST_BUFFER_FLAG_IS_SET(unit, GST_BUFFER_FLAG_DELTA_UNIT);
        if (packetizer_ == nullptr || !best_.takes(rendition, is_keyframe, Ticks::now())) return;
        to = packetizer_;
    }
    to->picture(unit, caps, due(GST_BUFFER_PTS(unit)));
}

std::shared_ptr<RtpPacketizer> Broadcast::packetizer() const noexcept {
    const std::lock_guard lock(mutex_);
    return packetizer_;
}

GstClockTime Broadcast::due(GstClockTime timestamp) const noexcept {
    return begun_ + timestamp;
}

}  // namespace wardcast::media
