#pragma once

#include <string>
#include <vector>

#include "media/control_room.h"
#include "media/media_thread.h"
#include "media/shows.h"
#include "media/stream_sessions.h"
#include "media/thumbnails.h"
#include "media/whep_sessions.h"
#include "media/whip_sessions.h"

namespace wardcast::media {

// Runs the shows: whatever makes or unmakes something happens on the media thread, in the order of the calls.
//
// Threads: any but the media thread.
class LiveControlRoom final : public ControlRoom {
  public:
    // Whoever sends to or watches a programme, and must hear of what becomes of it.
    struct Sessions {
        WhipSessions& whip;
        StreamSessions& streams;
        WhepSessions& whep;
    };

    // All outlive it.
    LiveControlRoom(Shows& shows, Sessions sessions, Thumbnails& thumbnails, MediaThread& thread)
        : shows_(shows), sessions_(sessions), thumbnails_(thumbnails), thread_(thread) {}

    Result<void> start(const std::string& meeting, const std::string& title) override;
    void end(const std::string& meeting) override;
    void set_air(const std::string& meeting, bool on_air) override;
    void rehearse(const std::string& meeting, const std::string& title, bool on) override;
    [[nodiscard]] bool is_rehearsing(const std::string& meeting) const override {
        return shows_.is_rehearsing(meeting);
    }
    Result<void> start_test_camera(const std::string& meeting) override;
    void direct(const std::string& meeting, const Direction& direction) override;
    void set_still(const std::string& meeting, const std::string& name) override;
    void set_cameras(const std::string& meeting, std::vector<CameraSource> cameras) override;
    void set_relays(const std::string& meeting, std::vector<RelayTarget> targets) override;

  private:
    void begin_rehearsal(const std::string& meeting, const std::string& title);
    void end_rehearsal(const std::string& meeting);

    Shows& shows_;
    const Sessions sessions_;
    Thumbnails& thumbnails_;
    MediaThread& thread_;
};

}  // namespace wardcast::media
