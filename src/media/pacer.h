#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "media/camera_feed.h"
#include "media/gst_ptr.h"
#include "media/raw_format.h"
#include "media/slate.h"

namespace wardcast::media {

// Where the pacer's pictures and sound go. Called on the pacer's thread; must not block.
class PacerOutput {
  public:
    virtual ~PacerOutput() = default;
    virtual void picture(BufferPtr picture) = 0;
    virtual void sound(BufferPtr block) = 0;
};

// Told by the pacer, on its thread. Must not block.
class PacerListener {
  public:
    virtual ~PacerListener() = default;
    virtual void camera_live() noexcept = 0;
    virtual void camera_lost() noexcept = 0;
    virtual void camera_signal(const std::string& camera, const CameraSignal& signal) noexcept = 0;
};

// Turns cameras that come and go into a programme that does not: exactly one picture each 1/30 s and one block of sound
// each 1024 samples, with timestamps that only count, from 0. A picture is the camera's latest or a slate; sound is the
// camera's or silence. A late tick is made up for; none is left out.
//
// Which camera: the one on the air as long as it is live, then any other that is. A stand-in (the test camera) gives
// way to every real one.
//
// Threads: advance() and begin() on one thread, the programme's; the rest from any.
class Pacer {
  public:
    static constexpr std::chrono::milliseconds kSignalEvery{200};

    enum class Standing { Real, StandIn };

    Pacer(Slates slates, PacerListener& listener);

    // The feed of the camera of that name, made when first asked for.
    [[nodiscard]] std::shared_ptr<CameraFeed> camera(const std::string& name, Standing standing = Standing::Real);
    // Forgets all others; what still fills one of those reaches nobody.
    void keep_cameras(const std::function<bool(const std::string& name)>& is_kept);
    void set_slates(Slates slates);
    [[nodiscard]] BufferPtr slate(SlateState state);
    // Off air: slate and silence from the next tick on.
    void set_air(bool on_air) noexcept { on_air_ = on_air; }

    // The pictures of the moment, for thumbnails: with no name what viewers see, and that of each camera that sends
    // one.
    struct Still {
        std::string camera;
        BufferPtr picture;
        bool is_slate = false;
    };
    [[nodiscard]] std::vector<Still> stills(Ticks::time_point now);

    // Timestamps count from 0 again, which is now.
    void begin(Ticks::time_point now);
    // Hands over all that is due by now, in order of time. Returns when the next is due.
    Ticks::time_point advance(Ticks::time_point now, PacerOutput& output);

  private:
    struct Camera {
        std::string name;
        std::shared_ptr<CameraFeed> feed;
        Standing standing = Standing::Real;
        double energy = 0;  // Of the samples heard since the last signal: the sum of their squares.
        std::size_t samples = 0;
    };

    void tick_picture(Ticks::time_point now, PacerOutput& output);
    void tick_sound(PacerOutput& output);
    void tick_signal(Ticks::time_point now);
    void choose_camera(Ticks::time_point now);
    [[nodiscard]] Ticks::time_point picture_due() const noexcept;
    [[nodiscard]] Ticks::time_point sound_due() const noexcept;

    PacerListener& listener_;
    std::atomic<bool> on_air_{true};

    std::mutex mutex_;  // Guards the next three; a camera's energy is the pacer thread's.
    std::vector<std::shared_ptr<Camera>> cameras_;
    std::shared_ptr<const Slates> slates_;
    Still shown_;  // What viewers see, as of the last second.

    // The pacer thread's own.
    std::vector<std::shared_ptr<Camera>> present_;
    std::shared_ptr<const Slates> slates_now_;
    std::shared_ptr<Camera> chosen_;
    bool live_ = false;
    bool ever_live_ = false;
    Ticks::time_point begun_;
    Ticks::time_point signal_due_;
    std::uint64_t pictures_ = 0;
    std::uint64_t blocks_ = 0;
};

}  // namespace wardcast::media
