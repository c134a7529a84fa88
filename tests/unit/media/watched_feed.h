#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <thread>

#include "media/camera_feed.h"
#include "media/ingest.h"
#include "media/test_camera.h"
#include "unit/media/picture.h"

namespace wardcast::media {

// A camera's feed as a pacer looks at it: polled, since a feed tells nobody when a picture comes.
class WatchedFeed {
  public:
    [[nodiscard]] const std::shared_ptr<CameraFeed>& get() const { return feed_; }

    template <class F>
    static bool eventually(F look, std::chrono::seconds patience = std::chrono::seconds(30)) {
        const auto until = Ticks::now() + patience;
        while (Ticks::now() < until) {
            if (look()) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        return false;
    }
    // Red, green and blue as videotestsrc paints them.
    [[nodiscard]] bool shows(const Colour& colour) const {
        return eventually([&] {
            const auto picture = feed_->newest(Ticks::now());
            if (picture == nullptr) return false;
            const Colour seen = average(picture.get());
            return std::abs(seen.u - colour.u) < 25 && std::abs(seen.v - colour.v) < 25;
        });
    }
    [[nodiscard]] bool shows_nothing() const {
        return eventually([&] { return feed_->newest(Ticks::now()) == nullptr; });
    }
    [[nodiscard]] bool is_heard() const {
        return eventually([&] {
            std::array<std::int16_t, kSamplesPerBlock * kChannels> block;
            if (!feed_->pull(block, Ticks::now())) return false;
            return std::any_of(block.begin(), block.end(), [](std::int16_t sample) { return std::abs(sample) > 1000; });
        });
    }
    // Another picture comes after the present one.
    [[nodiscard]] bool moves_on() const {
        const auto before = feed_->newest(Ticks::now());
        return eventually([&] {
            const auto now = feed_->newest(Ticks::now());
            return now != nullptr && now.get() != before.get();
        });
    }

  private:
    std::shared_ptr<CameraFeed> feed_ = std::make_shared<CameraFeed>();
};

inline constexpr Colour kRed{81, 90, 240}, kGreen{145, 54, 34}, kBlue{41, 240, 110};

// A camera beside those that misbehave, watched all the time: what it shows must never pause.
class OtherCamera {
  public:
    OtherCamera() : ingest_(std::move(*make_test_camera(feed_.get()))) {
        started_ = WatchedFeed::eventually([&] { return feed_.get()->newest(Ticks::now()) != nullptr; });
        watch_ = std::jthread([this](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                // The feed gives no picture that is older than a second.
                if (feed_.get()->newest(Ticks::now()) == nullptr) paused_ = true;
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            }
        });
    }
    [[nodiscard]] bool is_untouched() const { return started_ && !paused_; }

  private:
    WatchedFeed feed_;
    std::unique_ptr<Ingest> ingest_;
    bool started_ = false;
    std::atomic<bool> paused_{false};
    std::jthread watch_;
};

}  // namespace wardcast::media
