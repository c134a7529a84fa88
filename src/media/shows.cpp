#include "media/shows.h"

#include <mutex>
#include <utility>
#include <vector>

#include <spdlog/spdlog.h>

namespace wardcast::media {

Shows::Shows(const StudioSettings& settings, Ladder ladder, const Stills& stills, StudioListener& listener,
             const Clock& clock, Listeners listeners)
    : settings_(settings),
      ladder_(std::move(ladder)),
      stills_(stills),
      listener_(listener),
      clock_(clock),
      listeners_(std::move(listeners)) {}

std::shared_ptr<Show> Shows::find(const std::string& meeting) const {
    const std::shared_lock lock(mutex_);
    const auto found = meetings_.find(meeting);
    return found != meetings_.end() ? found->second.show : nullptr;
}

std::map<std::string, std::shared_ptr<Show>> Shows::all() const {
    std::map<std::string, std::shared_ptr<Show>> shows;
    const std::shared_lock lock(mutex_);
    for (const auto& [name, meeting] : meetings_) {
        if (meeting.show != nullptr) shows.emplace(name, meeting.show);
    }
    return shows;
}

ShowOrders Shows::orders(const std::string& meeting) const {
    const std::shared_lock lock(mutex_);
    const auto found = meetings_.find(meeting);
    return found != meetings_.end() ? found->second.orders : ShowOrders();
}

bool Shows::is_rehearsing(const std::string& meeting) const {
    const std::shared_lock lock(mutex_);
    const auto found = meetings_.find(meeting);
    return found != meetings_.end() && found->second.orders.is_rehearsing;
}

std::shared_ptr<Show> Shows::order(const std::string& meeting, const std::function<void(ShowOrders&)>& change) {
    const std::unique_lock lock(mutex_);
    Meeting& known = meetings_[meeting];
    change(known.orders);
    return known.show;
}

Result<std::shared_ptr<Show>> Shows::begin(const std::string& meeting, const std::string& title) {
    if (auto show = find(meeting); show != nullptr && !show->finished()) return show;
    forget(meeting);
    auto show = Show::begin(
        meeting, title, ladder_, settings_.data / "clips",
        [this, meeting] { return make_packager(packaging(meeting), clock_); }, listener_, clock_, relaying(meeting));
    if (!show) return show;
    if (auto still = still_of(meeting)) (*show)->set_still(std::move(still));
    spdlog::info("meeting {}: the programme begins", meeting);
    // Under the lock, so that no order is lost between being given and the show being known.
    const std::unique_lock lock(mutex_);
    Meeting& known = meetings_[meeting];
    if (known.orders.cameras) (*show)->set_cameras(*known.orders.cameras);
    if (known.orders.direction) (*show)->direct(*known.orders.direction);
    (*show)->set_relays(known.orders.relays);
    known.show = *show;
    return show;
}

WhipResult<std::shared_ptr<CameraFeed>> Shows::camera(const std::string& meeting, const std::string& camera) {
    if (auto may = orders(meeting).may_push(camera); !may) return tl::unexpected(may.error());
    auto show = begin(meeting, "");
    if (!show) return tl::unexpected(WhipError{503, "unavailable", show.error().message});
    return (*show)->camera(camera);
}

std::shared_ptr<Broadcast> Shows::broadcast(const std::string& meeting) const {
    const auto show = find(meeting);
    return show != nullptr && !show->finished() ? show->broadcast() : nullptr;
}

BufferPtr Shows::still_of(const std::string& meeting) const {
    const auto name = orders(meeting).still;
    if (name.empty()) return nullptr;
    auto picture = stills_.picture(meeting, name);
    if (picture) return std::move(*picture);
    spdlog::error("meeting {}: the still picture cannot be shown: {}", meeting, picture.error().message);
    return nullptr;
}

Relay::Surroundings Shows::relaying(const std::string& meeting) const {
    return {meeting, settings_.may_relay_to,
            [&listener = listener_, meeting](const std::string& relay, const RelayHealth& health) {
                listener.relay_health(meeting, relay, health);
            },
            clock_};
}

PackagerSettings Shows::packaging(const std::string& meeting) const {
    PackagerSettings packager;
    packager.meeting = meeting;
    packager.recordings = settings_.data / "recordings";
    packager.record = settings_.record && orders(meeting).is_recorded;
    packager.live_window = settings_.live_window;
    packager.advanced = [this, meeting](const std::string& rendition) { listeners_.advanced(meeting, rendition); };
    packager.recording_ready = [this, meeting] { listener_.recording_ready(meeting); };
    packager.trouble = [this, meeting](const std::string& reason) { listener_.recording_trouble(meeting, reason); };
    packager.resumed = [this, meeting] { listener_.recording_resumed(meeting); };
    packager.key = settings_.key;
    return packager;
}

void Shows::forget(const std::string& meeting) {
    std::shared_ptr<Show> show;
    {
        const std::unique_lock lock(mutex_);
        const auto found = meetings_.find(meeting);
        if (found == meetings_.end()) return;
        show = std::exchange(found->second.show, nullptr);
    }
    if (show == nullptr) return;
    listeners_.leaving(meeting);
    if (!show->finished()) show->suspend();
}

void Shows::suspend_all() {
    std::vector<std::shared_ptr<Show>> shows;
    {
        const std::unique_lock lock(mutex_);
        for (auto& [name, meeting] : meetings_)
            shows.push_back(std::exchange(meeting.show, nullptr));
    }
    for (const auto& show : shows) {
        if (show != nullptr) show->suspend();
    }
}

}  // namespace wardcast::media
