#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "media/media_thread.h"
#include "media/seats.h"
#include "media/studio.h"
#include "media/whip_session.h"

namespace wardcast::media {

// Who publishes what: the WHIP sessions of this process and the rules between them (docs/protocol.md 4.1).
//
// A camera of a meeting has one session (Seats has the rules). Its place changes hands when the newcomer's offer has
// been answered, so that a bad offer replaces nobody. A session without media for kGone is torn down: WebRTC does not
// tell of a peer that vanished.
//
// Threads: the media thread, save remove().
class WhipSessions {
  public:
    static constexpr std::chrono::seconds kGone{12};        // A browser under load came back after 6 s.
    static constexpr std::chrono::seconds kNegotiation{5};  // Gathering takes 10 ms; 3 s when no port is free.

    using Answered = std::function<void(WhipResult<WhipAnswer>)>;
    // The feed of a camera that may be pushed to, or why it may not.
    using FindCamera =
        std::function<WhipResult<std::shared_ptr<CameraFeed>>(const std::string& meeting, const std::string& camera)>;

    WhipSessions(IceSettings ice, Seats& seats, MediaThread& thread, FindCamera find_camera);
    ~WhipSessions();

    void publish(const WhipRequest& request, Answered answered);
    [[nodiscard]] WhipResult<WhipAnswer> patch(const std::string& meeting, const std::string& session,
                                               const std::optional<std::string>& if_match, std::string_view fragment);
    // Any thread: the answer is known at once, the session ends soon.
    WhipResult<void> remove(const std::string& meeting, const std::string& session);

    // Called a few times a second: ends what has gone or was never negotiated.
    void look_after(Ticks::time_point now);
    // Ends those of cameras that the meeting does not have any more.
    void keep_cameras(const std::string& meeting, const std::set<std::string>& cameras);
    // Ends all sessions of the meeting, or of all.
    void end(const std::string& meeting);
    void end_all();

    [[nodiscard]] bool any_of(const std::string& meeting) const;

  private:
    struct Entry {
        Seat seat;
        Seats::Ticket ticket;
        std::string publisher;
        bool takeover = false;
        std::shared_ptr<CameraFeed> feed;
        std::shared_ptr<WhipSession> session;
        Ticks::time_point begun;
        bool seated = false;  // Answered and holding its seat; before, under negotiation.
    };
    using Entries = std::map<std::string, Entry>;  // By session id.

    [[nodiscard]] WhipResult<void> room_for_one(const Seat& seat);
    [[nodiscard]] Entries::iterator holder(const Seat& seat);
    void negotiated(const std::string& id, WhipResult<std::string> sdp, const Answered& answered);
    Entries::iterator drop(Entries::iterator entry);

    const IceSettings ice_;
    Seats& seats_;
    MediaThread& thread_;
    const FindCamera find_camera_;
    Entries entries_;

    std::mutex known_mutex_;
    std::map<std::string, std::string> known_;  // Seated sessions and their meetings; guarded by known_mutex_.
};

}  // namespace wardcast::media
