#include "media/show.h"

#include <algorithm>
#include <utility>

#include <spdlog/spdlog.h>

#include "media/test_camera.h"

namespace wardcast::media {

namespace {

constexpr const char* kTestCamera = "test";  // The stand-in of --demo, which is no camera of the meeting's own.

}  // namespace

Result<std::shared_ptr<Show>> Show::begin(std::string meeting, const std::string& title, const Ladder& ladder,
                                          std::filesystem::path clips, Programme::MakePackager make_packager,
                                          StudioListener& listener, const Clock& clock, Relay::Surroundings relaying) {
    std::shared_ptr<Show> show(new Show(meeting, listener));
    auto programme = Programme::create(std::move(meeting), title, ladder, std::move(make_packager), *show, clock);
    if (!programme) return tl::unexpected(programme.error());
    show->programme_ = std::move(*programme);
    show->taps().add(show->broadcast_);
    show->broadcast_->begun(show->programme_->begun());
    show->relays_ = std::make_unique<Relays>(show->taps(), std::move(relaying));
    show->title_ = title;
    show->pulled_ = std::make_unique<PulledCameras>(show->meeting_, std::move(clips),
                                                    [raw = show.get()](const auto& id) { return raw->camera(id); });
    return show;
}

Result<void> Show::start(const std::string& title) {
    started_ = true;
    tell_relays();
    if (title_ == title) return {};
    title_ = title;
    return programme_->set_title(title);
}

// Relays first when it goes off the air, and last when it comes back: they must not even see the change.
void Show::set_air(bool on_air) {
    const auto relay = [&](bool now) {
        {
            const std::lock_guard lock(relaying_);
            on_air_ = now;
        }
        tell_relays();
    };
    if (!on_air) relay(false);
    programme_->set_air(on_air);
    if (on_air) relay(true);
}

Result<void> Show::rehearse(bool on) {
    // Relays see nothing of a rehearsal: what is under way of it is gone before they begin.
    if (on) rehearsing_ = true;
    tell_relays();
    auto begun = programme_->begin_anew();
    rehearsing_ = on;
    tell_relays();
    return begun;
}

void Show::set_relays(const std::vector<RelayTarget>& targets) {
    relays_->set(targets, programme_->begun());
}

void Show::tell_relays() {
    const std::lock_guard lock(relaying_);
    relays_->set_on_air(started_ && !rehearsing_ && on_air_ && !over_);
}

Result<void> Show::start_test_camera() {
    if (test_camera_ != nullptr) return {};
    auto camera = make_test_camera(programme_->camera(kTestCamera, Pacer::Standing::StandIn));
    if (!camera) return tl::unexpected(camera.error());
    test_camera_ = std::move(*camera);
    return {};
}

void Show::set_cameras(const std::vector<CameraSource>& cameras) {
    if (finished_) return;
    pulled_->set(cameras);
    programme_->keep_cameras([&](const std::string& name) {
        return name == kTestCamera ||
               std::any_of(cameras.begin(), cameras.end(), [&](const auto& camera) { return camera.id == name; });
    });
}

void Show::camera_signal(const std::string& camera, const CameraSignal& signal) noexcept {
    CameraSignal told = signal;
    told.alarms.not_on_air = started_ && !signal.given && signal.state == CameraSignal::State::Live;
    listener_.camera_signal(meeting_, camera, told);
}

void Show::look_after(Ticks::time_point now) {
    relays_->look_after();
    if (finished_) return;
    if (started_ || rehearsing_) pulled_->look_after(now);
    if (auto checked = programme_->check(now); !checked) {
        spdlog::error("meeting {}: the programme does not start again: {}", meeting_, checked.error().message);
    }
}

void Show::finish() {
    if (finished_) return;
    over_ = true;
    tell_relays();
    test_camera_.reset();
    pulled_->stop();
    programme_->finish();
    finished_ = Ticks::now();
}

void Show::suspend() {
    over_ = true;
    tell_relays();
    test_camera_.reset();
    pulled_->stop();
    programme_->suspend();
}

}  // namespace wardcast::media
