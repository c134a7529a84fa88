#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "base/clock.h"
#include "base/result.h"
#include "media/encoders.h"
#include "media/pacer.h"
#include "media/rendition_sink.h"

namespace wardcast::media {

// What viewers of one meeting receive, from start to end: cameras come and go into it.
//
// A run is one set of encoders and one packager. When the encoders are beyond repair, or have run so long that the
// muxer's time would overflow, a new run takes their place, with a discontinuity; cameras notice nothing.
//
// Threads: camera(), set_air(), direct(), set_still(), taps() and hls() from any; the rest on the owner's, one at a
// time.
class Programme {
  public:
    // The pacer is this far behind, as after a pause of the whole machine: the run is beyond repair.
    static constexpr std::chrono::seconds kStuck{10};
    // mp4mux counts sound samples in 32 bits: 24.8 h.
    static constexpr std::chrono::hours kLongestRun{24};

    // Makes the packager of a new run over the meeting's recording.
    using MakePackager = std::function<Result<std::unique_ptr<Packager>>()>;

    [[nodiscard]] static Result<std::unique_ptr<Programme>> create(std::string meeting, const std::string& title,
                                                                   const Ladder& ladder, MakePackager make_packager,
                                                                   PacerListener& listener, const Clock& clock);
    ~Programme();

    [[nodiscard]] std::shared_ptr<CameraFeed> camera(const std::string& name,
                                                     Pacer::Standing standing = Pacer::Standing::Real) {
        return pacer_.camera(name, standing);
    }
    // Forgets all other cameras.
    void keep_cameras(const std::function<bool(const std::string& name)>& is_kept) { pacer_.keep_cameras(is_kept); }
    // For thumbnails.
    [[nodiscard]] std::vector<Pacer::Still> stills(Ticks::time_point now) { return pacer_.stills(now); }
    // What stands on the slate.
    Result<void> set_title(const std::string& title);
    void set_air(bool on_air);
    void direct(Direction direction) { pacer_.direct(std::move(direction)); }
    // What Direction::Shown::Still shows; null: the slate.
    void set_still(BufferPtr still) { pacer_.set_still(std::move(still)); }
    // Puts a new run, with a packager of its own, in place of the present one.
    Result<void> begin_anew();
    // What is made here may be taken besides being packaged.
    [[nodiscard]] Taps& taps() noexcept { return taps_; }
    // PTS 0 of the present run.
    [[nodiscard]] Ticks::time_point begun() const noexcept { return begun_; }
    [[nodiscard]] HlsReply hls(std::string_view path, std::string_view query);

    // Called a few times a second: puts a new run in place of one that is beyond repair. An error is tried again.
    Result<void> check(Ticks::time_point now);
    // Flushes what is under way and closes the recording; live playlists end. hls() goes on answering.
    void finish();
    // Flushes what is under way, but leaves the recording open: the next programme of this meeting continues it.
    void suspend();

  private:
    Programme(std::string meeting, Slates slates, Ladder ladder, MakePackager make_packager, PacerListener& listener,
              const Clock& clock);
    Result<void> begin_run();
    void end_run() noexcept;
    void stop_pacing() noexcept;
    void drain();
    void pace(const std::stop_token& stop);
    [[nodiscard]] std::shared_ptr<Packager> packager() const;

    const std::string meeting_;
    const Ladder ladder_;
    const MakePackager make_packager_;
    const Clock& clock_;
    Pacer pacer_;
    AirGate gate_;
    Taps taps_;

    mutable std::mutex packager_mutex_;
    std::shared_ptr<Packager> packager_;  // Guarded by packager_mutex_, as on_air_; null between runs.
    bool on_air_ = true;

    std::unique_ptr<Encoders> encoders_;
    std::atomic<bool> behind_{false};
    std::atomic<Ticks::time_point> begun_;
    bool finished_ = false;
    std::jthread thread_;
};

}  // namespace wardcast::media
