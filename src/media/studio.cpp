#include "media/studio.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <shared_mutex>
#include <utility>
#include <vector>

#include <sodium.h>
#include <spdlog/spdlog.h>

#include "media/media_thread.h"
#include "media/recording.h"
#include "media/rendition_sink.h"
#include "media/seats.h"
#include "media/show.h"
#include "media/srt_listener.h"
#include "media/stills.h"
#include "media/stream_sessions.h"
#include "media/thumbnails.h"
#include "media/warm_up.h"
#include "media/whep_sessions.h"
#include "media/whip_sessions.h"

namespace wardcast::media {

namespace {

using namespace std::chrono_literals;

constexpr auto kLookAfter = 250ms;
// How long viewers who lag behind can still fetch the end of an ended meeting from memory.
constexpr auto kAfterglow = 2min;

WhipError shutting_down() {
    return {503, "unavailable", "The server is shutting down."};
}

// Threads: the media thread makes and unmakes everything; what mutex_ guards is also looked at by hls(), SRT and
// streaming threads.
class LiveStudio final : public Studio {
  public:
    LiveStudio(StudioSettings settings, Ladder ladder, StudioListener& listener, const Clock& clock)
        : settings_(std::move(settings)),
          ladder_(std::move(ladder)),
          listener_(listener),
          clock_(clock),
          recordings_(settings_.data / "recordings"),
          thumbnails_(settings_.data / "recordings"),
          stills_(settings_.data / "stills"),
          seats_(settings_.max_sessions),
          whip_(settings_.ice, seats_, thread_,
                [this](const std::string& meeting, const std::string& camera) { return find_camera(meeting, camera); }),
          streams_(
              seats_, thread_,
              [this](const std::string& meeting, const std::string& camera) { return find_camera(meeting, camera); }),
          whep_(settings_, thread_, [this](const std::string& meeting) { return find_broadcast(meeting); }) {
        thread_.post(&warm_up);
        thread_.every(kLookAfter, [this] { look_after(Ticks::now()); });
    }
    ~LiveStudio() override { LiveStudio::stop(); }

    // Before anybody else knows the studio.
    Result<void> listen_for_srt();

    Result<void> start(const std::string& meeting, const std::string& title) override;
    void end(const std::string& meeting) override;
    void set_air(const std::string& meeting, bool on_air) override;
    void direct(const std::string& meeting, const Direction& direction) override;
    void rehearse(const std::string& meeting, const std::string& title, bool on) override;
    bool is_rehearsing(const std::string& meeting) const override;
    Result<void> start_test_camera(const std::string& meeting) override;
    void set_cameras(const std::string& meeting, std::vector<CameraSource> cameras) override;
    void set_relays(const std::string& meeting, std::vector<RelayTarget> targets) override;
    void store_still(const std::string& meeting, std::string image,
                     std::function<void(Result<std::string>)> stored) override;
    void set_still(const std::string& meeting, const std::string& name) override;
    std::optional<Thumbnail> still(const std::string& meeting, const std::string& name) override {
        return stills_.jpeg(meeting, name);
    }
    void whip_publish(WhipRequest request, std::function<void(WhipResult<WhipAnswer>)> answered) override;
    void whip_patch(const std::string& meeting, const std::string& session, std::optional<std::string> if_match,
                    std::string fragment, std::function<void(WhipResult<WhipAnswer>)> answered) override;
    WhipResult<void> whip_delete(const std::string& meeting, const std::string& session) override;
    void whep_view(WhepRequest request, std::function<void(WhipResult<WhipAnswer>)> answered) override;
    void whep_patch(const std::string& meeting, const std::string& session, std::optional<std::string> if_match,
                    std::string fragment, std::function<void(WhipResult<WhipAnswer>)> answered) override;
    void whep_delete(const std::string& meeting, const std::string& session,
                     std::function<void(WhipResult<void>)> answered) override;
    void publish_webm(StreamRequest request,
                      std::function<void(WhipResult<std::shared_ptr<StreamInput>>)> answered) override;
    void publish_rtmp(StreamRequest request, std::string address,
                      std::function<void(WhipResult<void>)> answered) override;
    void end_rtmp(std::string address) override;
    [[nodiscard]] std::uint16_t srt_port() const override;
    HlsReply hls(const std::string& meeting, std::string_view path, std::string_view query) override;
    HlsReply recording_index(const std::string& meeting, const std::vector<std::string>& captions) override {
        return recordings_.index(meeting, captions);
    }
    Result<RecordingFacts> recording(const std::string& meeting) override { return recordings_.facts(meeting); }
    void recording_file(const std::string& meeting, std::vector<Chapter> chapters,
                        std::function<void(Result<RecordingFile>)> answered) override;
    std::optional<Thumbnail> picture(const std::string& meeting) override {
        return is_rehearsing(meeting) ? std::nullopt : thumbnails_.picture(meeting);
    }
    std::optional<Thumbnail> camera_picture(const std::string& meeting, const std::string& camera) override {
        return thumbnails_.camera(meeting, camera);
    }
    void on_advance(Advanced advanced) override;
    void stop() override;

  private:
    [[nodiscard]] std::shared_ptr<Show> find(const std::string& meeting) const;
    [[nodiscard]] Result<std::shared_ptr<Show>> find_or_begin(const std::string& meeting, const std::string& title);
    [[nodiscard]] WhipResult<std::shared_ptr<CameraFeed>> find_camera(const std::string& meeting,
                                                                      const std::string& camera);
    [[nodiscard]] WhipResult<void> may_push(const std::string& meeting, const std::string& camera) const;
    void publish_stream(StreamRequest request, StreamSessions::Container container,
                        std::function<void(WhipResult<std::shared_ptr<StreamInput>>)> answered);
    [[nodiscard]] std::shared_ptr<Broadcast> find_broadcast(const std::string& meeting) const;
    [[nodiscard]] PackagerSettings packager_settings(const std::string& meeting);
    [[nodiscard]] Relay::Surroundings relaying(const std::string& meeting);
    [[nodiscard]] BufferPtr still_of(const std::string& meeting) const;
    void advanced(const std::string& meeting, const std::string& rendition);
    void look_after(Ticks::time_point now);
    void forget(const std::string& meeting);

    const StudioSettings settings_;
    const Ladder ladder_;
    StudioListener& listener_;
    const Clock& clock_;
    const RecordingOrigin recordings_;
    Thumbnails thumbnails_;
    const Stills stills_;

    mutable std::shared_mutex mutex_;
    std::map<std::string, std::shared_ptr<Show>> shows_;
    std::map<std::string, std::vector<CameraSource>> cameras_;  // By meeting.
    std::map<std::string, std::vector<RelayTarget>> relays_;    // By meeting.
    std::map<std::string, Direction> directions_;               // Of meetings that were ever directed.
    std::set<std::string> rehearsing_;
    std::vector<std::shared_ptr<const Advanced>> advanced_;

    std::map<std::string, std::string> still_names_;  // By meeting; the media thread's.
    std::set<std::string> unrecorded_;                // Rehearsing, as the media thread knows it.

    MediaThread thread_;
    Seats seats_;
    MediaThread slow_;  // For what waits for the disk.
    WhipSessions whip_;
    StreamSessions streams_;
    WhepSessions whep_;
    std::atomic<std::uint64_t> srt_calls_{0};
    std::unique_ptr<SrtListener> srt_;
};

Result<void> LiveStudio::start(const std::string& meeting, const std::string& title) {
    return thread_.call(
        [&]() -> Result<void> {
            auto show = find_or_begin(meeting, title);
            if (!show) return tl::unexpected(show.error());
            return (*show)->start(title);
        },
        Result<void>(failure(ErrorKind::Unavailable, "the studio has stopped")));
}

void LiveStudio::end(const std::string& meeting) {
    thread_.post([this, meeting] {
        whip_.end(meeting);
        whep_.end(meeting);
        streams_.end(meeting);
        if (const auto show = find(meeting)) show->finish();
    });
}

void LiveStudio::set_air(const std::string& meeting, bool on_air) {
    if (const auto show = find(meeting)) show->set_air(on_air);
    thumbnails_.put_away(meeting);
}

void LiveStudio::direct(const std::string& meeting, const Direction& direction) {
    std::shared_ptr<Show> show;
    {
        const std::unique_lock lock(mutex_);
        directions_[meeting] = direction;
        if (const auto found = shows_.find(meeting); found != shows_.end()) show = found->second;
    }
    if (show != nullptr) show->direct(direction);
}

void LiveStudio::rehearse(const std::string& meeting, const std::string& title, bool on) {
    {
        const std::unique_lock lock(mutex_);
        // Closed to the public before anything is made, open only after all of it has gone.
        if (on) rehearsing_.insert(meeting);
    }
    thread_.call(
        [&] {
            if (on) {
                unrecorded_.insert(meeting);
            } else {
                unrecorded_.erase(meeting);
            }
            const auto show = on ? find_or_begin(meeting, title) : Result<std::shared_ptr<Show>>(find(meeting));
            Result<void> done;
            if (!show) {
                done = tl::unexpected(show.error());
            } else if (*show != nullptr) {
                done = (*show)->rehearse(on);
            }
            if (!done) spdlog::error("meeting {}: rehearsal: {}", meeting, done.error().message);
            if (!on) {
                thumbnails_.put_away(meeting);
                const std::unique_lock lock(mutex_);
                rehearsing_.erase(meeting);
            }
            return true;
        },
        false);
}

bool LiveStudio::is_rehearsing(const std::string& meeting) const {
    const std::shared_lock lock(mutex_);
    return rehearsing_.contains(meeting);
}

Result<void> LiveStudio::start_test_camera(const std::string& meeting) {
    return thread_.call(
        [&]() -> Result<void> {
            auto show = find_or_begin(meeting, "");
            if (!show) return tl::unexpected(show.error());
            return (*show)->start_test_camera();
        },
        Result<void>(failure(ErrorKind::Unavailable, "the studio has stopped")));
}

void LiveStudio::whip_publish(WhipRequest request, std::function<void(WhipResult<WhipAnswer>)> answered) {
    const auto stopped = answered;
    const bool taken = thread_.post([this, request = std::move(request), answered = std::move(answered)]() mutable {
        whip_.publish(request, std::move(answered));
    });
    if (!taken) stopped(tl::unexpected(shutting_down()));
}

void LiveStudio::whip_patch(const std::string& meeting, const std::string& session, std::optional<std::string> if_match,
                            std::string fragment, std::function<void(WhipResult<WhipAnswer>)> answered) {
    const auto stopped = answered;
    const bool taken =
        thread_.post([this, meeting, session, if_match = std::move(if_match), fragment = std::move(fragment),
                      answered = std::move(answered)] { answered(whip_.patch(meeting, session, if_match, fragment)); });
    if (!taken) stopped(tl::unexpected(shutting_down()));
}

void LiveStudio::set_cameras(const std::string& meeting, std::vector<CameraSource> cameras) {
    thread_.post([this, meeting, cameras = std::move(cameras)] {
        std::set<std::string> pushed;
        for (const CameraSource& camera : cameras) {
            if (camera.kind == CameraKind::Pushed) pushed.insert(camera.id);
        }
        {
            const std::unique_lock lock(mutex_);
            cameras_[meeting] = cameras;
        }
        whip_.keep_cameras(meeting, pushed);
        streams_.keep_cameras(meeting, pushed);
        if (const auto show = find(meeting)) show->set_cameras(cameras);
    });
}

void LiveStudio::set_relays(const std::string& meeting, std::vector<RelayTarget> targets) {
    thread_.call(
        [&] {
            {
                const std::unique_lock lock(mutex_);
                relays_[meeting] = targets;
            }
            const auto show = find(meeting);
            if (show != nullptr) show->set_relays(show->finished() ? std::vector<RelayTarget>() : targets);
            if (show != nullptr && !show->finished()) return true;  // Its relays report by themselves.
            for (const RelayTarget& target : targets)
                listener_.relay_health(meeting, target.id, {.since = clock_.now()});
            return true;
        },
        false);
}

Relay::Surroundings LiveStudio::relaying(const std::string& meeting) {
    return {meeting, settings_.may_relay_to,
            [this, meeting](const std::string& relay, const RelayHealth& health) {
                listener_.relay_health(meeting, relay, health);
            },
            clock_};
}

void LiveStudio::store_still(const std::string& meeting, std::string image,
                             std::function<void(Result<std::string>)> stored) {
    const auto stopped = stored;
    const bool taken = slow_.post([this, meeting, image = std::move(image), stored = std::move(stored)] {
        stored(stills_.store(meeting, image));
    });
    if (!taken) stopped(failure(ErrorKind::Unavailable, "The server is shutting down."));
}

void LiveStudio::set_still(const std::string& meeting, const std::string& name) {
    thread_.call(
        [&] {
            if (name.empty()) {
                still_names_.erase(meeting);
            } else {
                still_names_[meeting] = name;
            }
            if (const auto show = find(meeting)) show->set_still(still_of(meeting));
            return true;
        },
        false);
}

BufferPtr LiveStudio::still_of(const std::string& meeting) const {
    const auto name = still_names_.find(meeting);
    if (name == still_names_.end()) return nullptr;
    auto picture = stills_.picture(meeting, name->second);
    if (picture) return std::move(*picture);
    spdlog::error("meeting {}: the still picture cannot be shown: {}", meeting, picture.error().message);
    return nullptr;
}

Result<void> LiveStudio::listen_for_srt() {
    if (settings_.srt.address.empty()) return {};
    auto listener = SrtListener::open(
        settings_.srt,
        [this](const SrtStreamId& caller) {
            return settings_.is_camera_token && settings_.is_camera_token(caller.meeting, caller.token) &&
                   may_push(caller.meeting, caller.camera).has_value();
        },
        [this](const SrtStreamId& caller, auto answered) {
            // Nothing tells one caller's next call from another's, so each is somebody else.
            publish_stream({.meeting = caller.meeting,
                            .camera = caller.camera,
                            .publisher = "srt " + std::to_string(++srt_calls_)},
                           StreamSessions::Container::TransportStream, std::move(answered));
        });
    if (!listener) return tl::unexpected(listener.error());
    srt_ = std::move(*listener);
    return {};
}

std::uint16_t LiveStudio::srt_port() const {
    return srt_ != nullptr ? srt_->port() : 0;
}

void LiveStudio::publish_stream(StreamRequest request, StreamSessions::Container container,
                                std::function<void(WhipResult<std::shared_ptr<StreamInput>>)> answered) {
    const auto stopped = answered;
    const bool taken = thread_.post([this, request = std::move(request), container, answered = std::move(answered)] {
        answered(streams_.publish(request, container));
    });
    if (!taken) stopped(tl::unexpected(shutting_down()));
}

void LiveStudio::publish_webm(StreamRequest request,
                              std::function<void(WhipResult<std::shared_ptr<StreamInput>>)> answered) {
    publish_stream(std::move(request), StreamSessions::Container::WebM, std::move(answered));
}

void LiveStudio::publish_rtmp(StreamRequest request, std::string address,
                              std::function<void(WhipResult<void>)> answered) {
    const auto stopped = answered;
    const bool taken =
        thread_.post([this, request = std::move(request), address = std::move(address),
                      answered = std::move(answered)] { answered(streams_.publish_rtmp(request, address)); });
    if (!taken) stopped(tl::unexpected(shutting_down()));
}

void LiveStudio::end_rtmp(std::string address) {
    thread_.post([this, address = std::move(address)] { streams_.end_rtmp(address); });
}

WhipResult<void> LiveStudio::whip_delete(const std::string& meeting, const std::string& session) {
    return whip_.remove(meeting, session);
}

void LiveStudio::whep_view(WhepRequest request, std::function<void(WhipResult<WhipAnswer>)> answered) {
    const auto stopped = answered;
    const bool taken = thread_.post([this, request = std::move(request), answered = std::move(answered)]() mutable {
        whep_.view(request, std::move(answered));
    });
    if (!taken) stopped(tl::unexpected(shutting_down()));
}

void LiveStudio::whep_patch(const std::string& meeting, const std::string& session, std::optional<std::string> if_match,
                            std::string fragment, std::function<void(WhipResult<WhipAnswer>)> answered) {
    const auto stopped = answered;
    const bool taken =
        thread_.post([this, meeting, session, if_match = std::move(if_match), fragment = std::move(fragment),
                      answered = std::move(answered)] { answered(whep_.patch(meeting, session, if_match, fragment)); });
    if (!taken) stopped(tl::unexpected(shutting_down()));
}

void LiveStudio::whep_delete(const std::string& meeting, const std::string& session,
                             std::function<void(WhipResult<void>)> answered) {
    const auto stopped = answered;
    const bool taken = thread_.post(
        [this, meeting, session, answered = std::move(answered)] { answered(whep_.remove(meeting, session)); });
    if (!taken) stopped(tl::unexpected(shutting_down()));
}

HlsReply LiveStudio::hls(const std::string& meeting, std::string_view path, std::string_view query) {
    constexpr std::string_view kRecording = "recording/";
    if (path.starts_with(kRecording)) return recordings_.hls(meeting, path.substr(kRecording.size()));
    if (const auto show = find(meeting)) return show->hls(path, query);
    return HlsRefusal{404, "There is no programme of this meeting at the moment."};
}

void LiveStudio::recording_file(const std::string& meeting, std::vector<Chapter> chapters,
                                std::function<void(Result<RecordingFile>)> answered) {
    if (const auto show = find(meeting); show != nullptr && !show->finished()) {
        answered(failure(ErrorKind::Conflict, "the meeting is live: its recording is one file when it has ended"));
        return;
    }
    const auto stopped = answered;
    const bool taken = slow_.post([this, meeting, chapters = std::move(chapters), answered = std::move(answered)] {
        answered(recordings_.file(meeting, chapters));
    });
    if (!taken) stopped(failure(ErrorKind::Unavailable, "the server is shutting down"));
}

void LiveStudio::on_advance(Advanced advanced) {
    const std::unique_lock lock(mutex_);
    advanced_.push_back(std::make_shared<const Advanced>(std::move(advanced)));
}

void LiveStudio::stop() {
    srt_.reset();
    thread_.call(
        [this] {
            whip_.end_all();
            whep_.end_all();
            streams_.end_all();
            std::map<std::string, std::shared_ptr<Show>> shows;
            {
                const std::unique_lock lock(mutex_);
                shows.swap(shows_);
            }
            for (const auto& [meeting, show] : shows)
                show->suspend();
            return true;
        },
        false);
    thread_.stop();
    slow_.stop();
}

std::shared_ptr<Show> LiveStudio::find(const std::string& meeting) const {
    const std::shared_lock lock(mutex_);
    const auto found = shows_.find(meeting);
    return found != shows_.end() ? found->second : nullptr;
}

// One that has finished is replaced: the meeting was started again.
Result<std::shared_ptr<Show>> LiveStudio::find_or_begin(const std::string& meeting, const std::string& title) {
    if (auto show = find(meeting); show != nullptr && !show->finished()) return show;
    forget(meeting);
    auto show = Show::begin(
        meeting, title, ladder_, settings_.data / "clips",
        [this, meeting] { return make_packager(packager_settings(meeting), clock_); }, listener_, clock_,
        relaying(meeting));
    if (!show) return show;
    if (auto still = still_of(meeting)) (*show)->set_still(std::move(still));
    spdlog::info("meeting {}: the programme begins", meeting);
    const std::unique_lock lock(mutex_);
    if (const auto known = cameras_.find(meeting); known != cameras_.end()) (*show)->set_cameras(known->second);
    if (const auto wanted = directions_.find(meeting); wanted != directions_.end()) (*show)->direct(wanted->second);
    if (const auto known = relays_.find(meeting); known != relays_.end()) (*show)->set_relays(known->second);
    shows_[meeting] = *show;
    return show;
}

WhipResult<void> LiveStudio::may_push(const std::string& meeting, const std::string& camera) const {
    const std::shared_lock lock(mutex_);
    const auto known = cameras_.find(meeting);
    if (known == cameras_.end()) return {};
    const auto found = std::find_if(known->second.begin(), known->second.end(),
                                    [&](const CameraSource& source) { return source.id == camera; });
    if (found == known->second.end()) {
        return tl::unexpected(
            WhipError{404, "not_found", "This meeting has no such camera, or no longer: ask the clerk for its link."});
    }
    if (found->kind == CameraKind::Pushed) return {};
    return tl::unexpected(
        WhipError{409, "wrong_kind", "The server fetches this camera itself: add one that sends, and use its link."});
}

// A camera may come before the meeting is started: its programme begins with it, with a slate that has no title yet.
WhipResult<std::shared_ptr<CameraFeed>> LiveStudio::find_camera(const std::string& meeting, const std::string& camera) {
    if (auto may = may_push(meeting, camera); !may) return tl::unexpected(may.error());
    auto show = find_or_begin(meeting, "");
    if (!show) return tl::unexpected(WhipError{503, "unavailable", show.error().message});
    return (*show)->camera(camera);
}

std::shared_ptr<Broadcast> LiveStudio::find_broadcast(const std::string& meeting) const {
    const auto show = find(meeting);
    return show != nullptr && !show->finished() ? show->broadcast() : nullptr;
}

PackagerSettings LiveStudio::packager_settings(const std::string& meeting) {
    PackagerSettings packager;
    packager.meeting = meeting;
    packager.recordings = settings_.data / "recordings";
    packager.record = settings_.record && !unrecorded_.contains(meeting);
    packager.live_window = settings_.live_window;
    packager.advanced = [this, meeting](const std::string& rendition) { advanced(meeting, rendition); };
    packager.recording_ready = [this, meeting] { listener_.recording_ready(meeting); };
    packager.trouble = [this, meeting](const std::string& reason) { listener_.recording_trouble(meeting, reason); };
    packager.resumed = [this, meeting] { listener_.recording_resumed(meeting); };
    packager.key = settings_.key;
    return packager;
}

void LiveStudio::advanced(const std::string& meeting, const std::string& rendition) {
    std::vector<std::shared_ptr<const Advanced>> told;
    {
        const std::shared_lock lock(mutex_);
        told = advanced_;
    }
    for (const auto& advanced : told)
        (*advanced)(meeting, rendition);
}

void LiveStudio::look_after(Ticks::time_point now) {
    whip_.look_after(now);
    whep_.look_after(now);
    streams_.look_after(now);
    std::map<std::string, std::shared_ptr<Show>> shows;
    {
        const std::shared_lock lock(mutex_);
        shows = shows_;
    }
    for (const auto& [meeting, show] : shows) {
        show->look_after(now);
        if (!show->finished() && thumbnails_.is_due(meeting, now)) {
            thumbnails_.take(meeting, show->stills(now), settings_.record && !unrecorded_.contains(meeting), now);
        }
        const bool over = show->finished() && now - *show->finished() > kAfterglow;
        // The camera that had begun it has gone without the meeting ever starting.
        const bool unwanted = !show->started() && !show->finished() && !show->has_test_camera() &&
                              !whip_.any_of(meeting) && !streams_.any_of(meeting) && !is_rehearsing(meeting);
        if (over || unwanted) forget(meeting);
    }
}

void LiveStudio::forget(const std::string& meeting) {
    std::shared_ptr<Show> show;
    {
        const std::unique_lock lock(mutex_);
        const auto found = shows_.find(meeting);
        if (found == shows_.end()) return;
        show = std::move(found->second);
        shows_.erase(found);
    }
    whep_.end(meeting);
    if (!show->finished()) show->suspend();
    thumbnails_.forget(meeting);
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
