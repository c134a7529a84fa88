#include "media/pacer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace wardcast::media {

namespace {

using std::chrono::nanoseconds;

constexpr std::size_t kBlockBytes = kSamplesPerBlock * kChannels * sizeof(std::int16_t);

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

double decibels(double energy, std::size_t samples) {
    constexpr double kSilence = -100;
    if (samples == 0 || energy <= 0) return kSilence;
    constexpr double kFullScale = 32768.0 * 32768.0;
    return std::max(kSilence, 10 * std::log10(energy / static_cast<double>(samples) / kFullScale));
}

}  // namespace

Pacer::Pacer(Slates slates, PacerListener& listener)
    : listener_(listener), slates_(std::make_shared<const Slates>(std::move(slates))) {}

std::shared_ptr<CameraFeed> Pacer::camera(const std::string& name, Standing standing) {
    const std::lock_guard lock(mutex_);
    const auto known = std::find_if(cameras_.begin(), cameras_.end(), [&](const auto& c) { return c->name == name; });
    if (known != cameras_.end()) return (*known)->feed;
    cameras_.push_back(std::make_shared<Camera>(Camera{name, std::make_shared<CameraFeed>(), standing}));
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
        if (auto picture = camera->feed->latest(now)) stills.push_back({camera->name, std::move(picture), false});
    }
    return stills;
}

void Pacer::begin(Ticks::time_point now) {
    begun_ = signal_due_ = now;
    pictures_ = blocks_ = 0;
}

Ticks::time_point Pacer::advance(Ticks::time_point now, PacerOutput& output) {
    {
        const std::lock_guard lock(mutex_);
        present_ = cameras_;
        slates_now_ = slates_;
    }
    choose_camera(now);
    while (std::min(picture_due(), sound_due()) <= now) {
        if (picture_due() <= sound_due()) {
            tick_picture(now, output);
        } else {
            tick_sound(output);
        }
    }
    if (signal_due_ <= now) {
        tick_signal(now);
        signal_due_ = std::max(signal_due_ + kSignalEvery, now);
    }
    return std::min(picture_due(), sound_due());
}

void Pacer::choose_camera(Ticks::time_point now) {
    const auto first_live = [&](Standing standing) {
        const auto found = std::find_if(present_.begin(), present_.end(), [&](const auto& camera) {
            return camera->standing == standing && camera->feed->live(now);
        });
        return found != present_.end() ? *found : nullptr;
    };
    bool live = chosen_ != nullptr && chosen_->feed->live(now);
    if (!live || chosen_->standing == Standing::StandIn) {
        auto next = first_live(Standing::Real);
        if (next == nullptr && !live) next = first_live(Standing::StandIn);
        if (next != nullptr) {
            chosen_ = next;
            live = true;
        }
    }
    if (live == live_) return;
    live_ = live;
    ever_live_ = ever_live_ || live;
    if (live) {
        listener_.camera_live();
    } else {
        listener_.camera_lost();
    }
}

void Pacer::tick_picture(Ticks::time_point now, PacerOutput& output) {
    BufferPtr shown;
    if (on_air_ && chosen_ != nullptr) shown = chosen_->feed->latest(now);
    GstBuffer* slate = slates_now_->of(!on_air_     ? SlateState::OffAir
                                       : ever_live_ ? SlateState::Lost
                                                    : SlateState::NotStarted);
    BufferPtr picture = reference(shown != nullptr ? shown.get() : slate);
    if (pictures_ % kFps == 0) {
        const std::lock_guard lock(mutex_);
        shown_ = {"", reference(picture.get()), shown == nullptr};
    }
    stamp(picture.get(), picture_time(pictures_), picture_time(pictures_ + 1));
    ++pictures_;
    output.picture(std::move(picture));
}

// Every camera's sound is taken, so that its level is known and its ring stays short; one is heard.
void Pacer::tick_sound(PacerOutput& output) {
    BufferPtr block(gst_buffer_new_allocate(nullptr, kBlockBytes, nullptr));
    gst_buffer_memset(block.get(), 0, 0, kBlockBytes);
    for (const auto& camera : present_) {
        std::array<std::int16_t, kSamplesPerBlock * kChannels> samples;
        const bool heard = camera->feed->pull(samples);
        camera->samples += samples.size();
        if (!heard) continue;
        for (const std::int16_t sample : samples)
            camera->energy += static_cast<double>(sample) * sample;
        if (on_air_ && camera == chosen_) gst_buffer_fill(block.get(), 0, samples.data(), kBlockBytes);
    }
    stamp(block.get(), sound_time(blocks_), sound_time(blocks_ + 1));
    ++blocks_;
    output.sound(std::move(block));
}

void Pacer::tick_signal(Ticks::time_point now) {
    for (const auto& camera : present_) {
        CameraSignal signal = camera->feed->measure(now);
        signal.level_db = decibels(std::exchange(camera->energy, 0), std::exchange(camera->samples, 0));
        listener_.camera_signal(camera->name, signal);
    }
}

Ticks::time_point Pacer::picture_due() const noexcept {
    return begun_ + nanoseconds(picture_time(pictures_));
}
Ticks::time_point Pacer::sound_due() const noexcept {
    return begun_ + nanoseconds(sound_time(blocks_));
}

}  // namespace wardcast::media
