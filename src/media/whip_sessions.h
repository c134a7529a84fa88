#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "media/media_thread.h"
#include "media/seats.h"
#include "media/studio_settings.h"
#include "media/whip.h"
#include "media/whip_session.h"

namespace wardcast::media {

// Who publishes what: the WHIP sessions of this process and the rules between them (docs/protocol.md 4.1).
//
// A camera of a meeting has one session (Seats has the rules). Its place changes hands when the newcomer's offer has
// been answered, so that a bad offer replaces nobody. A session without media for kGone is torn down: WebRTC does not
// tell of a peer that vanished.
//
// Threads: what an endpoint is asked for is asked from anywhere and done on the media thread; the rest is called there.
class WhipSessions final : public WhipEndpoint {
  public:
    static constexpr std::chrono::seconds kGone{12};        // A browser under load came back after 6 s.
    static constexpr std::chrono::seconds kNegotiation{5};  // Gathering takes 10 ms; 3 s when no port is free.

    // The feed of a camera that may be pushed to, or why it may not.
    using FindCamera =
        std::function<WhipResult<std::shared_ptr<CameraFeed>>(const std::string& meeting, const std::string& camera)>;

    WhipSessions(IceSettings ice, Seats& seats, MediaThread& thread, FindCamera find_camera);
    ~WhipSessions() override;

    void publish(WhipRequest request, Answered answered) override;
    void patch(const std::string& meeting, const std::string& session, std::optional<std::string> if_match,
               std::string fragment, Answered answered) override;
    void remove(const std::string& meeting, const std::string& session, Removed removed) override;

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

    void negotiate(const WhipRequest& request, const Answered& answered);
    [[nodiscard]] WhipResult<void> room_for_one(const Seat& seat);
    // A session that has been answered; end() where there is none.
    [[nodiscard]] Entries::iterator find(const std::string& meeting, const std::string& session);
    [[nodiscard]] Entries::iterator holder(const Seat& seat);
    void negotiated(const std::string& id, WhipResult<std::string> sdp, const Answered& answered);
    Entries::iterator drop(Entries::iterator entry);

    const IceSettings ice_;
    Seats& seats_;
    MediaThread& thread_;
    const FindCamera find_camera_;
    Entries entries_;
};

}  // namespace wardcast::media
