#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <span>
#include <string>

#include "media/camera_signal.h"
#include "media/gst_ptr.h"
#include "media/raw_format.h"
#include "media/sound_ring.h"

namespace wardcast::media {

// One camera of a meeting, between the ingest that fills it and the pacer that takes from it. It outlives ingests: when
// a phone's page is reloaded, the next session goes on filling the same feed.
//
// Sound waits in a ring so that it is not torn by jitter; pictures wait for the sound that was recorded with them, as
// far as the ingest tells times. A picture that arrives later than its sound makes the sound wait.
//
// Threads: all methods from any thread; each holds the lock only to copy. Bounds: kMostWaiting pictures (then the
// oldest is shown) and SoundRing::kMost of sound.
class CameraFeed {
  public:
    // Without a picture for this long viewers see the slate. A browser under load may pause for half a second.
    static constexpr std::chrono::milliseconds kStale{1000};
    static constexpr std::size_t kMostWaiting = 12;
    // Longer than any sound waits: then the times of picture and sound have nothing to do with each other.
    static constexpr std::chrono::milliseconds kLongestWait{350};
    // What the programme's sound goes through and its picture does not: the encoder's first frame and the limiter.
    static constexpr std::chrono::microseconds kSoundPath{1'000'000LL * 1024 / kSampleRate + 5000};

    // --- by the ingest ---

    // A picture in WARDCAST_PICTURE_CAPS; its PTS, if any, is the ingest's running time.
    void picture(BufferPtr picture, Ticks::time_point now);
    // Interleaved sound in WARDCAST_SOUND_CAPS; running time of its first sample.
    void sound(std::span<const std::int16_t> samples, GstClockTime running_time, Ticks::time_point now);
    void received(std::size_t bytes) noexcept;         // From the network, for the bitrate.
    void camera_size(int width, int height) noexcept;  // As the camera sends it, before it is fitted.
    // Where pictures come from: a clip may stand still for as long as it likes.
    enum class Origin { Life, Recording };
    // A new ingest takes over: its sound starts afresh, the last picture stays until stale.
    void restart(Origin origin = Origin::Life);
    [[nodiscard]] Origin origin() const;
    // The camera left on purpose: nothing of it is shown any more.
    void leave();
    // Why nothing can be had of it, for people; empty where nothing is wrong.
    void set_trouble(const Trouble& why);

    // --- by the pacer ---

    struct Shown {
        BufferPtr picture;  // Null when stale.
        Ticks::time_point arrived;
    };
    // The picture to be shown at the time `due` of the programme, which is now or a little before.
    [[nodiscard]] Shown latest(Ticks::time_point now, Ticks::time_point due);
    // The picture that arrived last, if within kStale.
    [[nodiscard]] BufferPtr newest(Ticks::time_point now) const;
    // Fills block, which is heard from the time `due` of the programme on, from the ring; false if it is silence.
    bool pull(std::span<std::int16_t> block, Ticks::time_point due);
    // Picture or sound within kStale.
    [[nodiscard]] bool live(Ticks::time_point now) const;
    // Rates, smoothed over about a second of calls; level_db is the pacer's to fill.
    [[nodiscard]] CameraSignal measure(Ticks::time_point now);
    // How much later than the sound the picture arrives.
    [[nodiscard]] std::chrono::nanoseconds picture_lag() const;

  private:
    // How much later than its running time a stream arrives, smoothed; only differences between streams mean anything.
    struct Arrival {
        std::optional<double> lateness_s;
        void seen(GstClockTime running_time, Ticks::time_point now) noexcept;
    };
    struct Waiting {
        BufferPtr picture;
        Ticks::time_point arrived;
    };
    void follow_picture_lag();
    [[nodiscard]] bool is_due(const Waiting& waiting, Ticks::time_point now, Ticks::time_point due) const;
    [[nodiscard]] std::chrono::nanoseconds lag_locked() const;

    mutable std::mutex mutex_;
    Waiting shown_;
    std::deque<Waiting> waiting_;
    SoundRing ring_;
    GstClockTime sound_end_ = GST_CLOCK_TIME_NONE;  // Running time at which what was pushed ends.
    std::optional<GstClockTime> heard_until_;       // Running time at which what was pulled ends…
    Ticks::time_point heard_until_at_;              // …and when in the programme that is.
    std::optional<Ticks::time_point> picture_at_, sound_at_;
    Arrival picture_arrival_, sound_arrival_;
    std::optional<Ticks::time_point> measured_at_;
    std::size_t bytes_ = 0;
    int pictures_ = 0;
    double kbps_ = 0, fps_ = 0;
    int width_ = 0, height_ = 0;
    bool seen_ = false;
    Trouble trouble_;
    Origin origin_ = Origin::Life;
};

}  // namespace wardcast::media
