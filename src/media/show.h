#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "media/broadcast.h"
#include "media/camera_source.h"
#include "media/direction.h"
#include "media/ingest.h"
#include "media/programme.h"
#include "media/pulled_cameras.h"
#include "media/relays.h"
#include "media/studio_listener.h"

namespace wardcast::media {

// One meeting in the studio: its programme, the test camera if there is one, and how far its life has come.
//
// Threads: the media thread, save hls(), taps(), direct(), set_air(), set_relays() and set_still().
class Show final : public PacerListener {
  public:
    // Told to the listener under the meeting's name. Both outlive the show.
    // clips: the folder of those cameras that are files.
    [[nodiscard]] static Result<std::shared_ptr<Show>> begin(std::string meeting, const std::string& title,
                                                             const Ladder& ladder, std::filesystem::path clips,
                                                             Programme::MakePackager make_packager,
                                                             StudioListener& listener, const Clock& clock,
                                                             Relay::Surroundings relaying);

    [[nodiscard]] std::shared_ptr<CameraFeed> camera(const std::string& name) { return programme_->camera(name); }
    // Those that the server pulls run from start() on.
    void set_cameras(const std::vector<CameraSource>& cameras);
    // The meeting itself started it; before, a camera that came early did.
    Result<void> start(const std::string& title);
    [[nodiscard]] bool started() const noexcept { return started_; }
    Result<void> start_test_camera();
    [[nodiscard]] bool has_test_camera() const noexcept { return test_camera_ != nullptr; }
    void set_air(bool on_air);
    // Where the programme is pushed to as well, while it is started, on the air and not rehearsed.
    void set_relays(const std::vector<RelayTarget>& targets);
    // What Direction::Shown::Still shows; null: the slate.
    void set_still(BufferPtr still) { programme_->set_still(std::move(still)); }
    void direct(const Direction& direction) { programme_->direct(direction); }
    // A rehearsal begins or ends: everything made so far is forgotten, the programme goes on with a packager of its
    // own. Cameras that the server pulls run during a rehearsal too.
    Result<void> rehearse(bool on);
    [[nodiscard]] Taps& taps() noexcept { return programme_->taps(); }
    // The programme for viewers who want the shortest delay.
    [[nodiscard]] const std::shared_ptr<Broadcast>& broadcast() const noexcept { return broadcast_; }
    [[nodiscard]] std::vector<Pacer::Still> stills(Ticks::time_point now) { return programme_->stills(now); }
    [[nodiscard]] HlsReply hls(std::string_view path, std::string_view query) { return programme_->hls(path, query); }

    void look_after(Ticks::time_point now);
    // Closes the recording. hls() goes on answering until the show is let go of.
    void finish();
    // Stops, so that another process may continue the recording.
    void suspend();
    // When it was finished.
    [[nodiscard]] std::optional<Ticks::time_point> finished() const noexcept { return finished_; }

  private:
    Show(std::string meeting, StudioListener& listener) : meeting_(std::move(meeting)), listener_(listener) {}

    void tell_relays();

    void camera_live() noexcept override { listener_.camera_live(meeting_); }
    void camera_lost() noexcept override { listener_.camera_lost(meeting_); }
    void camera_signal(const std::string& camera, const CameraSignal& signal) noexcept override;

    const std::string meeting_;
    StudioListener& listener_;
    std::optional<std::string> title_;
    std::atomic<bool> started_{false};
    std::atomic<bool> rehearsing_{false};
    std::mutex relaying_;  // Guards on_air_, so that the last word counts.
    bool on_air_ = true;
    std::optional<Ticks::time_point> finished_;
    std::atomic<bool> over_{false};  // Finished or suspended.
    const std::shared_ptr<Broadcast> broadcast_ = std::make_shared<Broadcast>();
    std::unique_ptr<Programme> programme_;
    std::unique_ptr<Relays> relays_;  // Before the programme goes, whose taps they hang on.
    std::unique_ptr<Ingest> test_camera_;
    std::unique_ptr<PulledCameras> pulled_;
};

}  // namespace wardcast::media
