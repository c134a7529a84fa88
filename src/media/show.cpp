#include "media/show.h"

#include <utility>

#include <spdlog/spdlog.h>

#include "media/test_camera.h"

namespace wardcast::media {

Result<std::shared_ptr<Show>> Show::begin(std::string meeting, const std::string& title, const Ladder& ladder,
                                          Programme::MakePackager make_packager, StudioListener& listener,
                                          const Clock& clock) {
    std::shared_ptr<Show> show(new Show(meeting, listener));
    auto programme = Programme::create(std::move(meeting), title, ladder, std::move(make_packager), *show, clock);
    if (!programme) return tl::unexpected(programme.error());
    show->programme_ = std::move(*programme);
    show->taps().add(show->broadcast_);
    show->broadcast_->begun(show->programme_->begun());
    show->title_ = title;
    return show;
}

Result<void> Show::start(const std::string& title) {
    started_ = true;
    if (title_ == title) return {};
    title_ = title;
    return programme_->set_title(title);
}

Result<void> Show::start_test_camera() {
    if (test_camera_ != nullptr) return {};
    auto camera = make_test_camera(programme_->camera("test", Pacer::Standing::StandIn));
    if (!camera) return tl::unexpected(camera.error());
    test_camera_ = std::move(*camera);
    return {};
}

void Show::look_after(Ticks::time_point now) {
    if (finished_) return;
    if (auto checked = programme_->check(now); !checked) {
        spdlog::error("meeting {}: the programme does not start again: {}", meeting_, checked.error().message);
    }
}

void Show::finish() {
    if (finished_) return;
    test_camera_.reset();
    programme_->finish();
    finished_ = Ticks::now();
}

void Show::suspend() {
    test_camera_.reset();
    programme_->suspend();
}

}  // namespace wardcast::media
