#include "media/rung.h"

#include <utility>

#include <spdlog/spdlog.h>

namespace wardcast::media {

namespace {

using namespace std::chrono_literals;

constexpr auto kTryAgain = 5s;

}  // namespace

Rung::Rung(std::string meeting, VideoRung rung, const RenditionEncoder::Surroundings& around)
    : meeting_(std::move(meeting)), rung_(std::move(rung)), around_(around) {}

Rung::~Rung() {
    stop();
}

void Rung::picture(GstBuffer* picture, std::uint64_t index) {
    const std::lock_guard lock(mutex_);
    const GstClockTime at = GST_BUFFER_PTS(picture);
    const bool begins_group = index % kGroup == 0;
    if (begins_group) begin_group(at, index);
    if (!feeding_) return;
    const auto waiting = encoder_->waiting();
    if (waiting >= kMostWaitingAtAll) return replace("it takes next to nothing");
    if (waiting >= kMostWaiting && index % kPart != 0) {
        ++skipped_;
        return;
    }
    // Where pictures were skipped, counting alone would move the keyframes.
    if (begins_group) encoder_->force_keyframe(at);
    pushed_until_ = at + GST_BUFFER_DURATION(picture);
    encoder_->push(BufferPtr(gst_buffer_ref(picture)));
}

void Rung::begin_group(GstClockTime at, std::uint64_t index) {
    if (ending_ != nullptr) bury(std::move(ending_));
    if (feeding_ && !wanted_) {
        // Its last pictures have until the next group begins to come out.
        encoder_->end();
        ending_ = std::move(encoder_);
        feeding_ = false;
        return;
    }
    if (feeding_) return;
    if (index > 0) {
        interrupted_ = true;
        around_.sink.gap_until(std::chrono::nanoseconds(at));
    }
    if (encoder_ == nullptr || !wanted_) return;
    if (interrupted_) around_.sink.restart(std::chrono::nanoseconds(at));
    feeding_ = true;
}

void Rung::look_after(Ticks::time_point now) {
    std::unique_lock lock(mutex_);
    burials_.remove_if([](const auto& burial) { return burial.wait_for(0s) == std::future_status::ready; });
    if (const auto why = beyond_repair(now); !why.empty()) replace(why);
    if (encoder_ != nullptr || !wanted_ || now - tried_ < kTryAgain) return;
    tried_ = now;
    lock.unlock();  // Beginning one takes longer than a picture may wait.
    auto encoder = RenditionEncoder::of_pictures(rung_, around_);
    lock.lock();
    if (!encoder) {
        spdlog::error("meeting {}: no encoder for {}: {}", meeting_, rung_.name, encoder.error().message);
        return;
    }
    encoder_ = std::move(*encoder);
}

// look_after() begins the next one.
void Rung::replace(const std::string& why) {
    spdlog::warn("meeting {}: the encoder of {} is replaced: {}", meeting_, rung_.name, why);
    bury(std::move(encoder_));
    feeding_ = false;
    tried_ = {};
}

std::string Rung::beyond_repair(Ticks::time_point now) const {
    if (encoder_ == nullptr) return "";
    if (auto trouble = encoder_->trouble(); !trouble.empty()) return trouble;
    const auto patience = encoder_->has_output() ? kStuck : kStuckAtFirst;
    const bool waits = feeding_ && pushed_until_ > encoder_->encoded_until() && encoder_->waiting() > 0;
    return waits && now - encoder_->output_at() > patience ? "it stands still" : "";
}

void Rung::leave_out() {
    const std::lock_guard lock(mutex_);
    wanted_ = false;
}

void Rung::bring_back() {
    const std::lock_guard lock(mutex_);
    wanted_ = true;
    tried_ = {};
}

void Rung::bury(std::unique_ptr<RenditionEncoder> encoder) {
    encoder->mute();
    burials_.push_back(std::async(std::launch::async, [encoder = std::move(encoder)]() mutable { encoder.reset(); }));
}

void Rung::drain() {
    const std::lock_guard lock(mutex_);
    if (feeding_) {
        encoder_->end();
        return;
    }
    if (ending_ != nullptr) bury(std::move(ending_));
    around_.sink.ended();
    drained_ = true;
}

bool Rung::drained() const {
    const std::lock_guard lock(mutex_);
    return drained_ || (encoder_ != nullptr && encoder_->ended());
}

void Rung::stop() {
    std::list<std::future<void>> burials;  // Waited for without the lock.
    {
        const std::lock_guard lock(mutex_);
        if (ending_ != nullptr) bury(std::move(ending_));
        if (encoder_ != nullptr) bury(std::move(encoder_));
        feeding_ = wanted_ = false;
        burials.swap(burials_);
    }
}

Rung::Figures Rung::figures() const {
    const std::lock_guard lock(mutex_);
    Figures figures{wanted_, feeding_, 0ns, skipped_, {}};
    if (!feeding_) return figures;
    figures.output_at = encoder_->output_at();
    const GstClockTime out = encoder_->encoded_until();
    if (pushed_until_ > out) figures.behind = std::chrono::nanoseconds(pushed_until_ - out);
    return figures;
}

}  // namespace wardcast::media
