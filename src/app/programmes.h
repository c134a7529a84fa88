#pragma once

#include <mutex>
#include <set>
#include <string>

#include <boost/asio/thread_pool.hpp>

#include "hub/access.h"
#include "hub/hub.h"
#include "media/control_room.h"
#include "media/studio_listener.h"

namespace wardcast::app {

// Introduces hub and studio to each other: keeps the studio's programmes in step with what meetings decide, and tells
// the meetings what happens to their cameras.
//
// Threads: the hub's watcher and the StudioListener's methods are called from anywhere and only post. The studio is
// called from one thread of this object's own, in the order of the events: starting a pipeline takes longer than a
// meeting's strand may wait. Its queue holds only what staff did to a meeting's air, which the hub limits in rate.
class Programmes final : public media::StudioListener {
  public:
    // Both outlive it.
    Programmes(hub::Hub& hub, const hub::Access& access) : hub_(hub), access_(access) {}

    // Before anything is joined: from here on the studio follows the hub. The studio needs a listener when it is made,
    // which is why it comes later than this object.
    void connect(media::ControlRoom& control_room);

    // Puts back on what was on when the server ended: programmes of meetings that are live, recordings that were not
    // closed. Cameras are told lost until they come back. Blocks until the studio has started them.
    [[nodiscard]] Result<void> resume();

    // Makes sure that a meeting "demo" exists and is live, and sends the synthetic camera on its way to the air. Blocks
    // for the meeting only: a camera takes seconds on a slow machine.
    [[nodiscard]] Result<void> put_demo_on_air();

    // Waits until the studio has heard everything. Before the studio is stopped.
    void stop();

    void camera_live(const std::string& meeting) noexcept override;
    void camera_lost(const std::string& meeting) noexcept override;
    void camera_signal(const std::string& meeting, const std::string& camera,
                       const media::CameraSignal& signal) noexcept override;
    void relay_health(const std::string& meeting, const std::string& relay,
                      const media::RelayHealth& health) noexcept override;
    void recording_ready(const std::string& meeting) noexcept override;
    void recording_trouble(const std::string& meeting, const std::string& reason) noexcept override;
    void recording_resumed(const std::string& meeting) noexcept override;

  private:
    [[nodiscard]] bool is_not_recorded(const std::string& meeting) const;
    void follow(const meeting::State& after, const meeting::Record& record);
    void start(const std::string& meeting, const std::string& title);
    void resume_one(const hub::MeetingSummary& summary);
    void set_cameras(const std::string& meeting, const std::vector<meeting::Camera>& cameras);
    void set_relays(const std::string& meeting, const std::vector<meeting::Relay>& relays);
    [[nodiscard]] std::string unsealed(const std::string& meeting, const std::string& sealed) const;

    hub::Hub& hub_;
    const hub::Access& access_;
    mutable std::mutex mutex_;
    std::set<std::string> not_recorded_;          // Meetings whose recording has stopped; guarded by mutex_.
    media::ControlRoom* control_room_ = nullptr;  // Borrowed; set once by connect().
    boost::asio::thread_pool thread_{1};
};

}  // namespace wardcast::app
