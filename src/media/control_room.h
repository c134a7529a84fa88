#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "media/camera_source.h"
#include "media/direction.h"
#include "media/relay_target.h"

namespace wardcast::media {

// Where the programmes of all meetings are run from.
//
// Threads: any. Those that begin or end something block for as long as that takes, up to seconds.
class ControlRoom {
  public:
    virtual ~ControlRoom() = default;

    // The meeting's programme runs from here (slate until a camera comes) to end(). Started again after a restart of
    // the server, it continues the recording and the media sequence with a discontinuity. title stands on the slate.
    virtual Result<void> start(const std::string& meeting, const std::string& title) = 0;
    // Closes the recording; recording_ready follows. The live playlist gets its EXT-X-ENDLIST.
    virtual void end(const std::string& meeting) = 0;
    // Off air: slate and silence at once, nothing recorded, until on air again.
    virtual void set_air(const std::string& meeting, bool on_air) = 0;
    // A rehearsal runs the programme, but records nothing; when it ends, nothing of it is left. Whoever serves
    // Playback::hls() asks is_rehearsing(), as only staff and cameras may see it.
    virtual void rehearse(const std::string& meeting, const std::string& title, bool on) = 0;
    [[nodiscard]] virtual bool is_rehearsing(const std::string& meeting) const = 0;
    // The synthetic camera of --demo: moving picture with a clock, and a tone. Starts the programme if needed.
    virtual Result<void> start_test_camera(const std::string& meeting) = 0;

    // What a meeting wants of its programme, kept for one that is yet to begin.

    // What viewers are to see and hear.
    virtual void direct(const std::string& meeting, const Direction& direction) = 0;
    // What Direction::Shown::Still shows from now on, by the name that Pictures::store_still() gave; empty: nothing,
    // which is the slate.
    virtual void set_still(const std::string& meeting, const std::string& name) = 0;
    // The meeting's cameras from now on. Those that the server pulls run while the programme is started; pushes to one
    // that is not in the list are refused. Before the first call any name may be pushed to.
    virtual void set_cameras(const std::string& meeting, std::vector<CameraSource> cameras) = 0;
    // Where the meeting's programme is pushed to from now on: while it is started, on the air and not rehearsed.
    // Returns when what is no longer in the list sends and reports nothing any more.
    virtual void set_relays(const std::string& meeting, std::vector<RelayTarget> targets) = 0;
};

}  // namespace wardcast::media
