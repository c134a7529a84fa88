#include "media/pacer.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace wardcast::media {

namespace {

using std::chrono::duration;
using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr double kRateSmoothing = 0.3;  // Six pictures in a fifth of a second are now five, now seven.

GstClockTime picture_time(std::uint64_t count) {
    return gst_util_uint64_scale_int(count, GST_SECOND, kFps);
}
GstClockTime sound_time(std::uint64_t blocks) {
    return gst_util_uint64_scale_int(blocks * kSamplesPerBlock, GST_SECOND, kSampleRate);
}

void stamp(GstBuffer* buffer, GstClockTime begin, GstClockTime end) {
    GST_BUFFER_PTS(buffer) = begin;
    GST_BUFFER_DTS(buffer) = GST_CLOCK_TIME_NONE;
    GST_BUFFER_DURATION(buffer) = end - begin;
    GST_BUFFER_OFFSET(buffer) = GST_BUFFER_OFFSET_END(buffer) = GST_BUFFER_OFFSET_NONE;
}

// A buffer of its own around the same memory. The original stays alive beside it, so that a buffer that belongs to a
// pool is not handed out again while an encoder still reads it.
BufferPtr reference(GstBuffer* picture) {
    BufferPtr again(gst_buffer_copy(picture));
    GST_BUFFER_FLAG_UNSET(again.get(), GST_BUFFER_FLAG_DISCONT | GST_BUFFER_FLAG_GAP);
    gst_buffer_add_parent_buffer_meta(again.get(), picture);
    return again;
}

}  // namespace

Pacer::Pacer(Slates slates, PacerListener& listener)
    : listener_(listener), slates_(std::make_shared<const Slates>(std::move(slates))) {}

std::shared_ptr<CameraFeed> Pacer::camera(const std::string& name, Standing standing) {
    const std::lock_guard lock(mutex_);
    const auto known = std::find_if(cameras_.begin(), cameras_.end(), [&](const auto& c) { return c->name == name; });
    if (known != cameras_.end()) return (*known)->feed;
    auto made = std::make_shared<Camera>();
    made->name = name;
    made->feed = std::make_shared<CameraFeed>();
    made->standing = standing;
    cameras_.push_back(std::move(made));
    return cameras_.back()->feed;
}

void Pacer::keep_cameras(const std::function<bool(const std::string& name)>& is_kept) {
    const std::lock_guard lock(mutex_);
    std::erase_if(cameras_, [&](const auto& camera) {
        if (is_kept(camera->name)) return false;
        camera->feed->leave();  // It may be the chosen one.
        return true;
    });
}

void Pacer::set_slates(Slates slates) {
    auto drawn = std::make_shared<const Slates>(std::move(slates));
    const std::lock_guard lock(mutex_);
    slates_ = std::move(drawn);
}

BufferPtr Pacer::slate(SlateState state) {
    const std::lock_guard lock(mutex_);
    return BufferPtr(gst_buffer_ref(slates_->of(state)));
}

std::vector<Pacer::Still> Pacer::stills(Ticks::time_point now) {
    std::vector<Still> stills;
    const std::lock_guard lock(mutex_);
    if (!on_air_) {
        stills.push_back({"", reference(slates_->of(SlateState::OffAir)), true});
    } else if (shown_.picture != nullptr) {
        stills.push_back({"", reference(shown_.picture.get()), shown_.is_slate});
    }
    for (const auto& camera : cameras_) {
        if (auto picture = camera->feed->newest(now)) stills.push_back({camera->name, std::move(picture), false});
    }
    return stills;
}

void Pacer::set_still(BufferPtr still) {
    const std::lock_guard lock(mutex_);
    still_ = std::move(still);
}

void Pacer::direct(Direction direction) {
    const std::lock_guard lock(mutex_);
    direction_ = std::move(direction);
}

void Pacer::begin(Ticks::time_point now) {
    begun_ = signal_due_ = signalled_ = now;
    pictures_ = blocks_ = 0;
}

Ticks::time_point Pacer::advance(Ticks::time_point now, PacerOutput& output) {
    take_settings();
    choose_camera(now);
    while (std::min(picture_due(), sound_due()) <= now) {
        if (picture_due() <= sound_due()) {
            tick_picture(now, output);
        } else {
            tick_sound(now, output);
        }
    }
    if (signal_due_ <= now) {
        tick_signal(now, output);
        signal_due_ = std::max(signal_due_ + kSignalEvery, now);
    }
    return std::min(picture_due(), sound_due());
}

void Pacer::take_settings() {
    const std::lock_guard lock(mutex_);
    present_ = cameras_;
    slates_now_ = slates_;
    still_now_ = still_;
    direction_now_ = direction_;
}

Pacer::CameraPtr Pacer::find_live(Standing standing, Ticks::time_point now) const {
    const auto found = std::find_if(present_.begin(), present_.end(), [&](const auto& camera) {
        return camera->standing == standing && camera->feed->live(now);
    });
    return found != present_.end() ? *found : nullptr;
}

Pacer::CameraPtr Pacer::find(const std::string& name) const {
    const auto found = std::find_if(present_.begin(), present_.end(), [&](const auto& c) { return c->name == name; });
    return found != present_.end() ? *found : nullptr;
}

void Pacer::choose_camera(Ticks::time_point now) {
    bool live = false;
    if (direction_now_.camera) {
        chosen_ = find(*direction_now_.camera);
        live = chosen_ != nullptr && chosen_->feed->live(now);
    } else {
        live = chosen_ != nullptr && chosen_->feed->live(now);
        if (!live || chosen_->standing == Standing::StandIn) {
            auto next = find_live(Standing::Real, now);
            if (next == nullptr && !live) next = find_live(Standing::StandIn, now);
            if (next != nullptr) {
                chosen_ = next;
                live = true;
            }
        }
    }
    heard_ = heard(now);
    if (live == live_) return;
    live_ = live;
    ever_live_ = ever_live_ || live;
    if (live) {
        listener_.camera_live();
    } else {
        listener_.camera_lost();
    }
}

Pacer::CameraPtr Pacer::heard(Ticks::time_point now) const {
    if (!direction_now_.sound) return chosen_;
    const auto picked = find(*direction_now_.sound);
    return picked != nullptr && picked->feed->live(now) ? picked : chosen_;
}

void Pacer::tick_picture(Ticks::time_point now, PacerOutput& output) {
    // Asked also while something else is shown, so that its pictures do not pile up.
    const BufferPtr camera = camera_picture(now);
    shows_camera_ = on_air_ && camera != nullptr && direction_now_.show == Direction::Shown::Camera;
    if (shows_camera_ && camera.get() != std::exchange(last_shown_, camera.get())) ++fresh_pictures_;
    BufferPtr picture = reference(shows_camera_ ? camera.get() : in_place_of_camera());
    if (pictures_ % kFps == 0) {
        const std::lock_guard lock(mutex_);
        shown_ = {"", reference(picture.get()), !shows_camera_};
    }
    stamp(picture.get(), picture_time(pictures_), picture_time(pictures_ + 1));
    ++pictures_;
    output.picture(std::move(picture));
}

BufferPtr Pacer::camera_picture(Ticks::time_point now) {
    BufferPtr picture;
    for (const auto& camera : present_) {
        auto shown = camera->feed->latest(now, picture_due());
        if (camera != chosen_) continue;
        picture = std::move(shown.picture);
        held_ = now - shown.arrived;
    }
    return picture;
}

GstBuffer* Pacer::in_place_of_camera() const {
    if (!on_air_) return slates_now_->of(SlateState::OffAir);
    if (direction_now_.show == Direction::Shown::Still && still_now_ != nullptr) return still_now_.get();
    if (direction_now_.show != Direction::Shown::Camera) return slates_now_->of(SlateState::Pause);
    return slates_now_->of(ever_live_ ? SlateState::Lost : SlateState::NotStarted);
}

// Every camera's sound is taken, so that its level is known and its ring stays short; one is heard.
void Pacer::tick_sound(Ticks::time_point now, PacerOutput& output) {
    for (const auto& camera : present_)
        camera->strip->take(*camera->feed, sound_due());
    if (!on_air_) mix_.cut();
    const bool audible = on_air_ && heard_ != nullptr && heard_->feed->live(now);
    BufferPtr block = mix_.next(audible ? heard_->strip : nullptr);
    stamp(block.get(), sound_time(blocks_), sound_time(blocks_ + 1));
    ++blocks_;
    output.sound(std::move(block));
}

void Pacer::tick_signal(Ticks::time_point now, const PacerOutput& output) {
    const double seconds = duration<double>(now - std::exchange(signalled_, now)).count();
    if (seconds > 0) fps_ += kRateSmoothing * (std::exchange(fresh_pictures_, 0) / seconds - fps_);
    ViewersGet viewers;
    viewers.fps = shows_camera_ ? static_cast<int>(std::lround(fps_)) : 0;
    viewers.level_db = mix_.take_level();
    if (shows_camera_) viewers.delay_ms = static_cast<int>(duration_cast<milliseconds>(held_ + output.delay()).count());
    for (const auto& camera : present_) {
        CameraSignal signal = camera->feed->measure(now);
        signal.level_db = camera->strip->take_level();
        const BufferPtr newest = camera->feed->newest(now);
        signal.alarms = camera->watch.look({signal.state == CameraSignal::State::Live, signal.level_db, newest.get(),
                                            camera->feed->origin() == CameraFeed::Origin::Recording},
                                           now);
        signal.given = is_given(camera);
        signal.viewers = viewers;
        listener_.camera_signal(camera->name, signal);
    }
}

bool Pacer::is_given(const CameraPtr& camera) const {
    return on_air_ && (camera == heard_ || (camera == chosen_ && shows_camera_));
}

Ticks::time_point Pacer::picture_due() const noexcept {
    return begun_ + nanoseconds(picture_time(pictures_));
}
Ticks::time_point Pacer::sound_due() const noexcept {
    return begun_ + nanoseconds(sound_time(blocks_));
}

}  // namespace wardcast::media
