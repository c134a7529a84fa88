#include "media/studio.h"

#include <utility>

#include <sodium.h>

#include "media/ladder.h"
#include "media/live_control_room.h"
#include "media/live_pictures.h"
#include "media/live_playback.h"
#include "media/live_stream_intake.h"
#include "media/seats.h"
#include "media/warm_up.h"

namespace wardcast::media {

namespace {

using namespace std::chrono_literals;

constexpr auto kLookAfter = 250ms;
// How long viewers who lag behind can still fetch the end of an ended meeting from memory.
constexpr auto kAfterglow = 2min;

// Introduces the rooms of the studio to each other, and walks through them a few times a second.
//
// Threads: the media thread makes and unmakes everything; each room says who else may come in.
class LiveStudio final : public Studio {
  public:
    LiveStudio(StudioSettings settings, Ladder ladder, StudioListener& listener, const Clock& clock)
        : settings_(std::move(settings)),
          thumbnails_(settings_.data / "recordings"),
          stills_(settings_.data / "stills"),
          shows_(settings_, std::move(ladder), stills_, listener, clock,
                 {[this](const auto& meeting, const auto& rendition) { playback_.advanced(meeting, rendition); },
                  [this](const auto& meeting) {
                      whep_.end(meeting);
                      thumbnails_.forget(meeting);
                  }}),
          seats_(settings_.max_sessions),
          playback_(shows_, settings_.data / "recordings", slow_),
          pictures_(thumbnails_, stills_, slow_),
          whip_(settings_.ice, seats_, thread_, camera_finder()),
          streams_(seats_, thread_, camera_finder()),
          whep_(settings_, thread_, [this](const std::string& meeting) { return shows_.broadcast(meeting); }),
          intake_(streams_, thread_),
          control_room_(shows_, {whip_, streams_, whep_}, thumbnails_, thread_) {
        thread_.post(&warm_up);
        thread_.every(kLookAfter, [this] { look_after(Ticks::now()); });
    }
    ~LiveStudio() override { LiveStudio::stop(); }

    // Before anybody else knows the studio.
    Result<void> listen_for_srt();

    ControlRoom& control_room() override { return control_room_; }
    WhipEndpoint& whip() override { return whip_; }
    WhepEndpoint& whep() override { return whep_; }
    StreamIntake& streams() override { return intake_; }
    Playback& playback() override { return playback_; }
    Pictures& pictures() override { return pictures_; }
    void stop() override;

  private:
    [[nodiscard]] WhipSessions::FindCamera camera_finder() {
        return [this](const std::string& meeting, const std::string& camera) { return shows_.camera(meeting, camera); };
    }
    void look_after(Ticks::time_point now);
    void look_after(const std::string& meeting, Show& show, Ticks::time_point now);

    const StudioSettings settings_;
    Thumbnails thumbnails_;
    const Stills stills_;
    Shows shows_;
    MediaThread thread_;
    Seats seats_;
    MediaThread slow_;  // For what waits for the disk.
    LivePlayback playback_;
    LivePictures pictures_;
    WhipSessions whip_;
    StreamSessions streams_;
    WhepSessions whep_;
    LiveStreamIntake intake_;
    LiveControlRoom control_room_;
};

Result<void> LiveStudio::listen_for_srt() {
    if (settings_.srt.address.empty()) return {};
    return intake_.listen_for_srt(settings_.srt, [this](const SrtStreamId& caller) {
        return settings_.is_camera_token && settings_.is_camera_token(caller.meeting, caller.token) &&
               shows_.orders(caller.meeting).may_push(caller.camera).has_value();
    });
}

void LiveStudio::look_after(Ticks::time_point now) {
    whip_.look_after(now);
    whep_.look_after(now);
    streams_.look_after(now);
    for (const auto& [meeting, show] : shows_.all())
        look_after(meeting, *show, now);
}

void LiveStudio::look_after(const std::string& meeting, Show& show, Ticks::time_point now) {
    show.look_after(now);
    const auto orders = shows_.orders(meeting);
    if (!show.finished() && thumbnails_.is_due(meeting, now)) {
        thumbnails_.take(meeting, show.stills(now), settings_.record && orders.is_recorded, now);
    }
    const bool is_over = show.finished() && now - *show.finished() > kAfterglow;
    // The camera that had begun it has gone without the meeting ever starting.
    const bool is_unwanted = !show.started() && !show.finished() && !show.has_test_camera() && !orders.is_rehearsing &&
                             !whip_.any_of(meeting) && !streams_.any_of(meeting);
    if (is_over || is_unwanted) shows_.forget(meeting);
}

void LiveStudio::stop() {
    intake_.hang_up();
    thread_.call(
        [this] {
            whip_.end_all();
            whep_.end_all();
            streams_.end_all();
            shows_.suspend_all();
            return true;
        },
        false);
    thread_.stop();
    slow_.stop();
}

}  // namespace

Result<std::unique_ptr<Studio>> Studio::create(StudioSettings settings, StudioListener& listener, const Clock& clock) {
    if (auto checked = check(); !checked) return tl::unexpected(checked.error());
    if (sodium_init() < 0) return failure(ErrorKind::Internal, "libsodium does not start");
    const IceSettings& ice = settings.ice;
    if ((ice.min_port == 0) != (ice.max_port == 0) || ice.min_port > ice.max_port) {
        return failure(ErrorKind::BadInput, "the range of WebRTC ports must run from a lower to a higher port");
    }
    auto ladder = settings.ladder.empty() ? Result<Ladder>(default_ladder()) : parse_ladder(settings.ladder);
    if (!ladder) return tl::unexpected(ladder.error());
    auto studio = std::make_unique<LiveStudio>(std::move(settings), std::move(*ladder), listener, clock);
    if (auto listening = studio->listen_for_srt(); !listening) return tl::unexpected(listening.error());
    return studio;
}

}  // namespace wardcast::media
