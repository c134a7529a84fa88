#pragma once

#include <functional>
#include <map>
#include <memory>
#include <shared_mutex>
#include <string>

#include "base/clock.h"
#include "media/ladder.h"
#include "media/rendition_sink.h"
#include "media/show.h"
#include "media/show_orders.h"
#include "media/stills.h"
#include "media/studio_listener.h"
#include "media/studio_settings.h"

namespace wardcast::media {

// All meetings in the studio: what each wants of its show, and the show that it has at the moment.
//
// Threads: any, save begin(), camera(), still_of(), forget() and suspend_all(), which are the media thread's.
class Shows {
  public:
    struct Listeners {
        // A rendition gained a part or ended. On a media thread; must not block.
        std::function<void(const std::string& meeting, const std::string& rendition)> advanced;
        // The meeting's show is about to go.
        std::function<void(const std::string& meeting)> leaving;
    };

    // All outlive it.
    Shows(const StudioSettings& settings, Ladder ladder, const Stills& stills, StudioListener& listener,
          const Clock& clock, Listeners listeners);

    // Null where there is none.
    [[nodiscard]] std::shared_ptr<Show> find(const std::string& meeting) const;
    [[nodiscard]] std::map<std::string, std::shared_ptr<Show>> all() const;
    [[nodiscard]] ShowOrders orders(const std::string& meeting) const;
    [[nodiscard]] bool is_rehearsing(const std::string& meeting) const;
    // Changes what the meeting wants; returns its show, which is still to be told, or null.
    std::shared_ptr<Show> order(const std::string& meeting, const std::function<void(ShowOrders&)>& change);

    // The meeting's show, or a new one that does what is wanted; one that has finished is replaced.
    [[nodiscard]] Result<std::shared_ptr<Show>> begin(const std::string& meeting, const std::string& title);
    // Where a camera that is pushed goes. It may come before the meeting is started: the show begins with it, with a
    // slate that has no title yet.
    [[nodiscard]] WhipResult<std::shared_ptr<CameraFeed>> camera(const std::string& meeting, const std::string& camera);
    // Null where no programme runs.
    [[nodiscard]] std::shared_ptr<Broadcast> broadcast(const std::string& meeting) const;
    // The still picture that is wanted; null: none, or it cannot be read.
    [[nodiscard]] BufferPtr still_of(const std::string& meeting) const;
    // How its relays find their way and tell how they do.
    [[nodiscard]] Relay::Surroundings relaying(const std::string& meeting) const;

    // Lets go of the meeting's show; one that has not finished is suspended.
    void forget(const std::string& meeting);
    // So that another process may continue their recordings.
    void suspend_all();

  private:
    struct Meeting {
        ShowOrders orders;
        std::shared_ptr<Show> show;
    };

    [[nodiscard]] PackagerSettings packaging(const std::string& meeting) const;

    const StudioSettings& settings_;
    const Ladder ladder_;
    const Stills& stills_;
    StudioListener& listener_;
    const Clock& clock_;
    const Listeners listeners_;
    mutable std::shared_mutex mutex_;
    std::map<std::string, Meeting> meetings_;  // Guarded by mutex_.
};

}  // namespace wardcast::media
