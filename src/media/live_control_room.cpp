#include "media/live_control_room.h"

#include <utility>

#include <spdlog/spdlog.h>

namespace wardcast::media {

namespace {

// Waits until the thread has done it, or has stopped.
template <class F>
void run_on(MediaThread& thread, F f) {
    thread.call(
        [&f] {
            f();
            return true;
        },
        false);
}

Result<void> stopped() {
    return failure(ErrorKind::Unavailable, "the studio has stopped");
}

}  // namespace

Result<void> LiveControlRoom::start(const std::string& meeting, const std::string& title) {
    return thread_.call(
        [&]() -> Result<void> {
            auto show = shows_.begin(meeting, title);
            if (!show) return tl::unexpected(show.error());
            return (*show)->start(title);
        },
        stopped());
}

void LiveControlRoom::end(const std::string& meeting) {
    thread_.post([this, meeting] {
        sessions_.whip.end(meeting);
        sessions_.whep.end(meeting);
        sessions_.streams.end(meeting);
        if (const auto show = shows_.find(meeting)) show->finish();
    });
}

void LiveControlRoom::set_air(const std::string& meeting, bool on_air) {
    if (const auto show = shows_.find(meeting)) show->set_air(on_air);
    thumbnails_.put_away(meeting);
}

void LiveControlRoom::rehearse(const std::string& meeting, const std::string& title, bool on) {
    if (on) {
        begin_rehearsal(meeting, title);
    } else {
        end_rehearsal(meeting);
    }
}

// Closed to the public before anything is made.
void LiveControlRoom::begin_rehearsal(const std::string& meeting, const std::string& title) {
    shows_.order(meeting, [](ShowOrders& orders) { orders.is_rehearsing = true; });
    run_on(thread_, [&] {
        shows_.order(meeting, [](ShowOrders& orders) { orders.is_recorded = false; });
        const auto show = shows_.begin(meeting, title);
        const auto begun = show ? (*show)->rehearse(true) : Result<void>(tl::unexpected(show.error()));
        if (!begun) spdlog::error("meeting {}: the rehearsal does not begin: {}", meeting, begun.error().message);
    });
}

// Open to the public only after all of it has gone.
void LiveControlRoom::end_rehearsal(const std::string& meeting) {
    run_on(thread_, [&] {
        const auto show = shows_.order(meeting, [](ShowOrders& orders) { orders.is_recorded = true; });
        const auto ended = show != nullptr ? show->rehearse(false) : Result<void>();
        if (!ended) spdlog::error("meeting {}: no programme after the rehearsal: {}", meeting, ended.error().message);
        thumbnails_.put_away(meeting);
        shows_.order(meeting, [](ShowOrders& orders) { orders.is_rehearsing = false; });
    });
}

Result<void> LiveControlRoom::start_test_camera(const std::string& meeting) {
    return thread_.call(
        [&]() -> Result<void> {
            auto show = shows_.begin(meeting, "");
            if (!show) return tl::unexpected(show.error());
            return (*show)->start_test_camera();
        },
        stopped());
}

void LiveControlRoom::direct(const std::string& meeting, const Direction& direction) {
    const auto show = shows_.order(meeting, [&](ShowOrders& orders) { orders.direction = direction; });
    if (show != nullptr) show->direct(direction);
}

void LiveControlRoom::set_still(const std::string& meeting, const std::string& name) {
    run_on(thread_, [&] {
        const auto show = shows_.order(meeting, [&](ShowOrders& orders) { orders.still = name; });
        if (show != nullptr) show->set_still(shows_.still_of(meeting));
    });
}

void LiveControlRoom::set_cameras(const std::string& meeting, std::vector<CameraSource> cameras) {
    thread_.post([this, meeting, cameras = std::move(cameras)] {
        const auto show = shows_.order(meeting, [&](ShowOrders& orders) { orders.cameras = cameras; });
        const auto pushed = pushed_cameras(cameras);
        sessions_.whip.keep_cameras(meeting, pushed);
        sessions_.streams.keep_cameras(meeting, pushed);
        if (show != nullptr) show->set_cameras(cameras);
    });
}

void LiveControlRoom::set_relays(const std::string& meeting, std::vector<RelayTarget> targets) {
    run_on(thread_, [&] {
        const auto show = shows_.order(meeting, [&](ShowOrders& orders) { orders.relays = targets; });
        const bool runs = show != nullptr && !show->finished();
        if (show != nullptr) show->set_relays(runs ? targets : std::vector<RelayTarget>());
        if (runs) return;  // Its relays report by themselves.
        const auto around = shows_.relaying(meeting);
        for (const RelayTarget& target : targets)
            around.report(target.id, {.since = around.clock.now()});
    });
}

}  // namespace wardcast::media
