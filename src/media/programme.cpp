#include "media/programme.h"

#include <utility>

#include <spdlog/spdlog.h>

namespace wardcast::media {

namespace {

using namespace std::chrono_literals;

constexpr auto kDrainPatience = 3s;

}  // namespace

Result<std::unique_ptr<Programme>> Programme::create(std::string meeting, const std::string& title,
                                                     const Ladder& ladder, MakePackager make_packager,
                                                     PacerListener& listener, const Clock& clock) {
    auto slates = Slates::draw(title);
    if (!slates) return tl::unexpected(slates.error());
    std::unique_ptr<Programme> programme(
        new Programme(std::move(meeting), std::move(*slates), ladder, std::move(make_packager), listener, clock));
    if (auto running = programme->begin_run(); !running) return tl::unexpected(running.error());
    return programme;
}

Programme::Programme(std::string meeting, Slates slates, Ladder ladder, MakePackager make_packager,
                     PacerListener& listener, const Clock& clock)
    : meeting_(std::move(meeting)),
      ladder_(std::move(ladder)),
      make_packager_(std::move(make_packager)),
      clock_(clock),
      pacer_(std::move(slates), listener) {}

Programme::~Programme() {
    end_run();
}

Result<void> Programme::set_title(const std::string& title) {
    auto slates = Slates::draw(title);
    if (!slates) return tl::unexpected(slates.error());
    pacer_.set_slates(std::move(*slates));
    return {};
}

void Programme::set_air(bool on_air) {
    const std::lock_guard lock(packager_mutex_);
    if (!on_air) gate_.close(pacer_.slate(SlateState::OffAir));
    pacer_.set_air(on_air);
    on_air_ = on_air;
    if (packager_ != nullptr) packager_->set_air(on_air);
    if (on_air) gate_.open();
}

HlsReply Programme::hls(std::string_view path, std::string_view query) {
    const auto current = packager();
    if (current == nullptr) return HlsRefusal{503, "The programme is starting again."};
    return current->hls(path, query);
}

Result<void> Programme::check(Ticks::time_point now) {
    if (finished_) return {};
    const auto why = behind_                        ? std::string("the machine stood still")
                     : encoders_ == nullptr         ? std::string("there are none")
                     : now - begun() >= kLongestRun ? std::string("their time is about to overflow")
                                                    : encoders_->look_after(now);
    if (why.empty()) return {};
    spdlog::warn("meeting {}: the encoders begin anew: {}", meeting_, why);
    return begin_anew();
}

Result<void> Programme::begin_anew() {
    if (finished_) return {};
    end_run();
    return begin_run();
}

void Programme::finish() {
    if (std::exchange(finished_, true)) return;
    drain();
    if (const auto current = packager()) current->finish();
}

void Programme::suspend() {
    if (std::exchange(finished_, true)) return;
    drain();
    const std::lock_guard lock(packager_mutex_);
    packager_.reset();
}

void Programme::drain() {
    stop_pacing();
    if (encoders_ != nullptr && !encoders_->drain(kDrainPatience)) {
        spdlog::warn("meeting {}: the encoders did not finish; the last moments are lost", meeting_);
    }
    encoders_.reset();
}

Result<void> Programme::begin_run() {
    auto made = make_packager_();
    if (!made) return tl::unexpected(made.error());
    const std::shared_ptr<Packager> packager = std::move(*made);
    behind_ = false;
    auto encoders = Encoders::create(meeting_, ladder_, {*packager, gate_, taps_});
    if (!encoders) return tl::unexpected(encoders.error());
    encoders_ = std::move(*encoders);
    packager->start(clock_.now());
    {
        const std::lock_guard lock(packager_mutex_);
        packager_ = packager;
        packager_->set_air(on_air_);
    }
    begun_ = Ticks::now();
    taps_.each([this](ProgrammeTap& tap) { tap.begun(begun_.load()); });
    pacer_.begin(begun_.load());
    thread_ = std::jthread([this](const std::stop_token& stop) { pace(stop); });
    return {};
}

// Encoders go before the packager whose sinks they fill. Requests under way keep the packager until they are answered.
void Programme::end_run() noexcept {
    stop_pacing();
    encoders_.reset();
    const std::lock_guard lock(packager_mutex_);
    packager_.reset();
}

void Programme::stop_pacing() noexcept {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    thread_.join();
}

void Programme::pace(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    Ticks::time_point due = begun_.load();
    while (!stop.stop_requested()) {
        const Ticks::time_point now = Ticks::now();
        // After a pause of the whole machine, making up for hours of ticks would take hours.
        if (now - due > kStuck) {
            behind_ = true;
            return;
        }
        due = pacer_.advance(now, *encoders_);
        never.wait_until(lock, stop, due, [] { return false; });
    }
}

std::shared_ptr<Packager> Programme::packager() const {
    const std::lock_guard lock(packager_mutex_);
    return packager_;
}

}  // namespace wardcast::media
