#include "media/cadence.h"

#include <algorithm>

namespace wardcast::media {

namespace {

std::chrono::nanoseconds made_at(GstClockTime running_time) {
    return std::chrono::nanoseconds(static_cast<std::int64_t>(running_time));
}

}  // namespace

void Cadence::arrived(TrackKind kind, GstClockTime running_time, Ticks::time_point now) {
    if (!GST_CLOCK_TIME_IS_VALID(running_time)) return;
    const std::lock_guard lock(mutex_);
    Track& track = of(kind);
    const Time lateness = now.time_since_epoch() - made_at(running_time);
    const bool anew = !track.offset || lateness > *track.offset + kLate || lateness + kMostAhead < *track.offset;
    // What moved the offset says nothing about how early the others come.
    if (anew) {
        anchor(track, lateness + cushion_);
    } else {
        track.least_early = std::min(track.least_early, *track.offset - lateness);
    }
    catch_up(now);
}

void Cadence::anchor(Track& track, Time offset) {
    Track& other = &track == &tracks_[0] ? tracks_[1] : tracks_[0];
    track.offset = offset;
    if (other.offset && std::chrono::abs(*other.offset - offset) < kTogether) {
        // The later one decides for both.
        track.offset = other.offset = std::max(*other.offset, offset);
    }
    for (Track& each : tracks_)
        each.least_early = Time::max();
    window_began_.reset();
    changed_.notify_all();
}

bool Cadence::are_together() const {
    return tracks_[0].offset && tracks_[1].offset && *tracks_[0].offset == *tracks_[1].offset;
}

void Cadence::catch_up(Ticks::time_point now) {
    if (!window_began_) window_began_ = now;
    if (now - *window_began_ < kWindow) return;
    window_began_ = now;
    const Time of_both = std::min(tracks_[0].least_early, tracks_[1].least_early);
    const bool together = are_together();
    for (Track& track : tracks_) {
        const Time early = together ? of_both : track.least_early;
        if (track.offset && early != Time::max() && early > cushion_ + kNeedless) *track.offset -= early - cushion_;
    }
    for (Track& track : tracks_)
        track.least_early = Time::max();
    changed_.notify_all();
}

Ticks::time_point Cadence::due_locked(TrackKind kind, GstClockTime running_time) const {
    const Track& track = tracks_[static_cast<std::size_t>(kind)];
    if (!track.offset || !GST_CLOCK_TIME_IS_VALID(running_time)) return {};
    const Ticks::time_point due(made_at(running_time) + *track.offset);
    // It waited while the timestamps jumped back: the offset is not its own any more.
    return due - Ticks::now() > kMostAhead ? Ticks::time_point{} : due;
}

Ticks::time_point Cadence::due(TrackKind kind, GstClockTime running_time) const {
    const std::lock_guard lock(mutex_);
    return due_locked(kind, running_time);
}

bool Cadence::wait(TrackKind kind, GstClockTime running_time) {
    std::unique_lock lock(mutex_);
    while (!stopped_) {
        // The offset may change meanwhile.
        const Ticks::time_point due = due_locked(kind, running_time);
        if (Ticks::now() >= due) return true;
        changed_.wait_until(lock, due);
    }
    return false;
}

void Cadence::stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
}

}  // namespace wardcast::media
