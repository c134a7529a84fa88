#include "media/relay_feed.h"

namespace wardcast::media {

void RelayFeed::open(RelayOutput& output) {
    const std::lock_guard lock(mutex_);
    output_ = &output;
    best_ = {};
    base_.reset();
    is_holding_ = false;
    dropped_ = 0;
}

void RelayFeed::close() noexcept {
    const std::lock_guard lock(mutex_);
    output_ = nullptr;
}

void RelayFeed::begun(Ticks::time_point at) noexcept {
    begun_ = static_cast<GstClockTime>(std::chrono::nanoseconds(at.time_since_epoch()).count());
}

void RelayFeed::encoded(const RenditionInfo& rendition, GstBuffer* unit, GstCaps* caps) noexcept {
    const GstClockTime due = begun_ + GST_BUFFER_PTS(unit);
    const bool is_keyframe = !GST_BUFFER_FLAG_IS_SET(unit, GST_BUFFER_FLAG_DELTA_UNIT);
    const std::lock_guard lock(mutex_);
    if (output_ == nullptr) return;
    if (rendition.video) {
        if (best_.takes(rendition, is_keyframe, Ticks::now())) take_picture(unit, caps, due, is_keyframe);
    } else if (base_ && due >= *base_ && !is_holding_) {
        output_->sound(unit, caps, due - *base_);
    }
}

void RelayFeed::take_picture(GstBuffer* unit, GstCaps* caps, GstClockTime due, bool is_keyframe) noexcept {
    if (!base_) base_ = due;  // The best rendition is taken up at a keyframe.
    if (due < *base_) return;
    if ((is_holding_ && !is_keyframe) || output_->waiting() >= kMostWaiting) {
        is_holding_ = true;
        ++dropped_;
        return;
    }
    is_holding_ = false;
    output_->picture(unit, caps, due - *base_);
}

}  // namespace wardcast::media
