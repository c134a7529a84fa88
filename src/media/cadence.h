#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>

#include "media/gst_ptr.h"
#include "media/raw_format.h"
#include "media/track_decoder.h"

namespace wardcast::media {

// Lets the pictures and sound of a stream go at the pace at which they were made, whatever the bursts in which they
// arrive (a MediaRecorder sends four a second), and beside each other. What is made at running time t goes at t plus an
// offset, which is chosen so that everything arrives a cushion before it is due.
//
// Arriving late moves the offset: one gap, then an even pace again. What has come too early for a while (after the
// network stood still) is let go at once: the stream catches up. Timestamps that jump, ahead or back, begin anew. Sound
// and picture keep one offset as long as their timestamps agree within kTogether; else each has its own.
//
// Threads: arrived() on the stream's thread; due() on one thread a track; stop() on any.
class Cadence {
  public:
    static constexpr std::chrono::milliseconds kLate{20};       // Later than due by this: the offset moves.
    static constexpr std::chrono::seconds kTogether{2};         // Further apart, timestamps mean nothing to each other.
    static constexpr std::chrono::seconds kMostAhead{20};       // No backlog: the timestamps have jumped.
    static constexpr std::chrono::seconds kWindow{4};           // How long everything must have come too early…
    static constexpr std::chrono::milliseconds kNeedless{200};  // …by more than this beyond the cushion.

    explicit Cadence(std::chrono::milliseconds cushion) : cushion_(cushion) {}

    // Something made at that running time has arrived.
    void arrived(TrackKind track, GstClockTime running_time, Ticks::time_point now);
    // When it is due; at once where nothing is known of it.
    [[nodiscard]] Ticks::time_point due(TrackKind track, GstClockTime running_time) const;
    // Waits until it is due. False when stopped: what waited must not go any more.
    [[nodiscard]] bool wait(TrackKind track, GstClockTime running_time);
    // Nobody waits any more.
    void stop();

  private:
    using Time = std::chrono::nanoseconds;  // Of Ticks, since its epoch.
    struct Track {
        std::optional<Time> offset;
        Time least_early = Time::max();  // In this window: how long before it was due the latest-coming one came.
    };

    [[nodiscard]] Track& of(TrackKind kind) { return tracks_[static_cast<std::size_t>(kind)]; }
    void anchor(Track& track, Time offset);
    void catch_up(Ticks::time_point now);
    [[nodiscard]] bool are_together() const;
    [[nodiscard]] Ticks::time_point due_locked(TrackKind kind, GstClockTime running_time) const;

    const Time cushion_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::array<Track, 2> tracks_;
    std::optional<Ticks::time_point> window_began_;
    bool stopped_ = false;
};

}  // namespace wardcast::media
