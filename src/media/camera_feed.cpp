#include "media/camera_feed.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace wardcast::media {

namespace {

using std::chrono::duration;
using std::chrono::duration_cast;
using std::chrono::nanoseconds;

constexpr double kSmoothing = 0.02;      // About two seconds at 30 pictures a second.
constexpr double kRateSmoothing = 0.3;   // Six pictures in a fifth of a second are now five, now seven.
constexpr double kMostLagSeconds = 0.3;  // More is no capture delay but a broken clock.

GstClockTime duration_of(std::size_t samples) {
    return gst_util_uint64_scale_int(samples, GST_SECOND, kSampleRate);
}

}  // namespace

void CameraFeed::Arrival::seen(GstClockTime running_time, Ticks::time_point now) noexcept {
    if (!GST_CLOCK_TIME_IS_VALID(running_time)) return;
    const double lateness =
        duration<double>(now.time_since_epoch()).count() - static_cast<double>(running_time) / GST_SECOND;
    // A jump is a new time base, not jitter.
    if (!lateness_s || std::abs(*lateness_s - lateness) > 1.0) lateness_s = lateness;
    *lateness_s += kSmoothing * (lateness - *lateness_s);
}

void CameraFeed::picture(BufferPtr picture, Ticks::time_point now) {
    const std::lock_guard lock(mutex_);
    picture_arrival_.seen(GST_BUFFER_PTS(picture.get()), now);
    follow_picture_lag();
    waiting_.push_back({std::move(picture), now});
    if (waiting_.size() > kMostWaiting) {
        shown_ = std::move(waiting_.front());
        waiting_.pop_front();
    }
    picture_at_ = now;
    ++pictures_;
    seen_ = true;
}

void CameraFeed::sound(std::span<const std::int16_t> samples, GstClockTime running_time, Ticks::time_point now) {
    const std::lock_guard lock(mutex_);
    sound_arrival_.seen(running_time, now);
    ring_.push(samples);
    sound_end_ = GST_CLOCK_TIME_IS_VALID(running_time) ? running_time + duration_of(samples.size() / kChannels)
                                                       : GST_CLOCK_TIME_NONE;
    sound_at_ = now;
    seen_ = true;
}

void CameraFeed::received(std::size_t bytes) noexcept {
    const std::lock_guard lock(mutex_);
    bytes_ += bytes;
}

void CameraFeed::camera_size(int width, int height) noexcept {
    const std::lock_guard lock(mutex_);
    width_ = width;
    height_ = height;
}

void CameraFeed::restart(Origin origin) {
    const std::lock_guard lock(mutex_);
    origin_ = origin;
    ring_.clear();
    if (!waiting_.empty()) shown_ = std::move(waiting_.back());
    waiting_.clear();
    heard_until_.reset();
    picture_arrival_ = sound_arrival_ = {};
}

CameraFeed::Origin CameraFeed::origin() const {
    const std::lock_guard lock(mutex_);
    return origin_;
}

void CameraFeed::leave() {
    const std::lock_guard lock(mutex_);
    shown_ = {};
    waiting_.clear();
    heard_until_.reset();
    ring_.clear();
    picture_at_.reset();
    sound_at_.reset();
    seen_ = false;
}

CameraFeed::Shown CameraFeed::latest(Ticks::time_point now, Ticks::time_point due) {
    const std::lock_guard lock(mutex_);
    while (!waiting_.empty() && is_due(waiting_.front(), now, due)) {
        shown_ = std::move(waiting_.front());
        waiting_.pop_front();
    }
    if (shown_.picture == nullptr || !picture_at_ || now - *picture_at_ > kStale) return {};
    return {BufferPtr(gst_buffer_ref(shown_.picture.get())), shown_.arrived};
}

// Half a picture early is as good as half a picture late.
bool CameraFeed::is_due(const Waiting& waiting, Ticks::time_point now, Ticks::time_point due) const {
    const GstClockTime captured = GST_BUFFER_PTS(waiting.picture.get());
    if (!heard_until_ || !GST_CLOCK_TIME_IS_VALID(captured) || now - waiting.arrived > kLongestWait) return true;
    constexpr nanoseconds kHalf{GST_SECOND / kFps / 2};
    const nanoseconds heard = nanoseconds(*heard_until_) - (heard_until_at_ - due) - kSoundPath;
    return nanoseconds(captured) <= heard + kHalf;
}

BufferPtr CameraFeed::newest(Ticks::time_point now) const {
    const std::lock_guard lock(mutex_);
    if (!picture_at_ || now - *picture_at_ > kStale) return nullptr;
    const BufferPtr& last = waiting_.empty() ? shown_.picture : waiting_.back().picture;
    return BufferPtr(last != nullptr ? gst_buffer_ref(last.get()) : nullptr);
}

bool CameraFeed::pull(std::span<std::int16_t> block, Ticks::time_point due) {
    const std::lock_guard lock(mutex_);
    const bool heard = ring_.pull(block);
    const GstClockTime in_hand = duration_of(ring_.level());
    heard_until_.reset();
    if (heard && GST_CLOCK_TIME_IS_VALID(sound_end_) && sound_end_ >= in_hand) {
        heard_until_ = sound_end_ - in_hand;
        heard_until_at_ = due + nanoseconds(duration_of(block.size() / kChannels));
    }
    return heard;
}

bool CameraFeed::live(Ticks::time_point now) const {
    const std::lock_guard lock(mutex_);
    return (picture_at_ && now - *picture_at_ <= kStale) || (sound_at_ && now - *sound_at_ <= kStale);
}

void CameraFeed::set_trouble(const Trouble& why) {
    const std::lock_guard lock(mutex_);
    trouble_ = why;
}

CameraSignal CameraFeed::measure(Ticks::time_point now) {
    const bool is_live = live(now);
    const std::lock_guard lock(mutex_);
    CameraSignal signal;
    signal.state = is_live ? CameraSignal::State::Live : seen_ ? CameraSignal::State::Lost : CameraSignal::State::None;
    const double seconds = measured_at_ ? duration<double>(now - *measured_at_).count() : 0;
    if (seconds > 0) {
        kbps_ += kRateSmoothing * (static_cast<double>(bytes_) * 8 / 1000 / seconds - kbps_);
        fps_ += kRateSmoothing * (pictures_ / seconds - fps_);
    }
    signal.kbps = static_cast<int>(std::lround(kbps_));
    signal.fps = static_cast<int>(std::lround(fps_));
    if (is_live) {
        signal.width = width_;
        signal.height = height_;
    }
    signal.trouble = trouble_;
    bytes_ = 0;
    pictures_ = 0;
    measured_at_ = now;
    return signal;
}

nanoseconds CameraFeed::picture_lag() const {
    const std::lock_guard lock(mutex_);
    return lag_locked();
}

nanoseconds CameraFeed::lag_locked() const {
    if (!picture_arrival_.lateness_s || !sound_arrival_.lateness_s) return nanoseconds{0};
    const double lag = *picture_arrival_.lateness_s - *sound_arrival_.lateness_s;
    return duration_cast<nanoseconds>(duration<double>(std::clamp(lag, -kMostLagSeconds, kMostLagSeconds)));
}

// The picture cannot be hurried; the sound can wait for it. The ring's base target already delays it.
void CameraFeed::follow_picture_lag() {
    const double behind = duration<double>(lag_locked()).count() * kSampleRate - SoundRing::kBaseTarget;
    ring_.set_extra_delay(behind > 0 ? static_cast<std::size_t>(behind) : 0);
}

}  // namespace wardcast::media
