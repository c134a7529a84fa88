#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "media/camera_feed.h"
#include "media/camera_watch.h"
#include "media/channel_strip.h"
#include "media/direction.h"
#include "media/gst_ptr.h"
#include "media/raw_format.h"
#include "media/slate.h"
#include "media/sound_mix.h"

namespace wardcast::media {

// Where the pacer's pictures and sound go. Called on the pacer's thread; must not block.
class PacerOutput {
  public:
    virtual ~PacerOutput() = default;
    virtual void picture(BufferPtr picture) = 0;
    virtual void sound(BufferPtr block) = 0;
    // From a picture's being due to its being there for viewers.
    [[nodiscard]] virtual std::chrono::nanoseconds delay() const { return {}; }
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
// each 1024 samples, with timestamps that only count, from 0. A picture is the camera's, a still or a slate; sound is a
// camera's or silence. A late tick is made up for; none is left out.
//
// Which camera: the one that was chosen, live or not. Where the choice is the pacer's, the one on the air as long as it
// is live, then any other that is; a stand-in (the test camera) gives way to every real one. Sound is that of another
// camera where one was picked and is live.
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
    // A picture in WARDCAST_PROGRAMME_PICTURE_CAPS, or null.
    void set_still(BufferPtr still);
    void direct(Direction direction);
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
        // The pacer thread's.
        std::shared_ptr<ChannelStrip> strip = std::make_shared<ChannelStrip>();
        CameraWatch watch;
    };
    using CameraPtr = std::shared_ptr<Camera>;

    void take_settings();
    void choose_camera(Ticks::time_point now);
    [[nodiscard]] CameraPtr find_live(Standing standing, Ticks::time_point now) const;
    [[nodiscard]] CameraPtr find(const std::string& name) const;
    [[nodiscard]] CameraPtr heard(Ticks::time_point now) const;
    void tick_picture(Ticks::time_point now, PacerOutput& output);
    [[nodiscard]] BufferPtr camera_picture(Ticks::time_point now);
    [[nodiscard]] GstBuffer* in_place_of_camera() const;
    void tick_sound(Ticks::time_point now, PacerOutput& output);
    void tick_signal(Ticks::time_point now, const PacerOutput& output);
    [[nodiscard]] bool is_given(const CameraPtr& camera) const;
    [[nodiscard]] Ticks::time_point picture_due() const noexcept;
    [[nodiscard]] Ticks::time_point sound_due() const noexcept;

    PacerListener& listener_;
    std::atomic<bool> on_air_{true};

    std::mutex mutex_;  // Guards the next five.
    std::vector<CameraPtr> cameras_;
    std::shared_ptr<const Slates> slates_;
    std::shared_ptr<GstBuffer> still_;  // Null: none.
    Direction direction_;
    Still shown_;  // What viewers see, as of the last second.

    // The pacer thread's own: what was set, as of this advance()…
    std::vector<CameraPtr> present_;
    std::shared_ptr<const Slates> slates_now_;
    std::shared_ptr<GstBuffer> still_now_;
    Direction direction_now_;
    // …and where it is.
    CameraPtr chosen_;
    CameraPtr heard_;
    bool live_ = false;
    bool ever_live_ = false;
    SoundMix mix_;
    bool shows_camera_ = false;
    GstBuffer* last_shown_ = nullptr;  // Only to be compared.
    int fresh_pictures_ = 0;           // Since the last signal.
    double fps_ = 0;
    std::chrono::nanoseconds held_{0};  // How long the picture shown had been here.
    Ticks::time_point begun_;
    Ticks::time_point signal_due_;
    Ticks::time_point signalled_;
    std::uint64_t pictures_ = 0;
    std::uint64_t blocks_ = 0;
};

}  // namespace wardcast::media
