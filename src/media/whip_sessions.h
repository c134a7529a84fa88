#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "media/media_thread.h"
#include "media/studio.h"
#include "media/whip_session.h"

namespace wardcast::media {

// Who publishes what: the WHIP sessions of this process and the rules between them (docs/protocol.md 4.1).
//
// A camera of a meeting has one session. The same publisher's next one takes its place; another's does only by
// takeover. The place changes hands when the newcomer's offer has been answered, so that a bad offer replaces nobody. A
// session without media for kGone is torn down: WebRTC does not tell of a peer that vanished.
//
// Threads: the media thread, save remove().
class WhipSessions {
  public:
    static constexpr std::chrono::seconds kGone{12};        // A browser under load came back after 6 s.
    static constexpr std::chrono::seconds kNegotiation{5};  // Gathering takes 10 ms; 3 s when no port is free.

    using Answered = std::function<void(WhipResult<WhipAnswer>)>;
    // The feed of a camera; an error if the meeting can have no programme.
    using FindCamera =
        std::function<Result<std::shared_ptr<CameraFeed>>(const std::string& meeting, const std::string& camera)>;

    WhipSessions(IceSettings ice, std::size_t max_sessions, MediaThread& thread, FindCamera find_camera);
    ~WhipSessions();

    void publish(const WhipRequest& request, Answered answered);
    [[nodiscard]] WhipResult<WhipAnswer> patch(const std::string& meeting, const std::string& session,
                                               const std::optional<std::string>& if_match, std::string_view fragment);
    // Any thread: the answer is known at once, the session ends soon.
    WhipResult<void> remove(const std::string& meeting, const std::string& session);

    // Called a few times a second: ends what has gone or was never negotiated.
    void look_after(Ticks::time_point now);
    // Ends all sessions of the meeting, or of all.
    void end(const std::string& meeting);
    void end_all();

    [[nodiscard]] bool any_of(const std::string& meeting) const;

  private:
    struct Seat {
        std::string meeting, camera;
        auto operator<=>(const Seat&) const = default;
    };
    struct Entry {
        Seat seat;
        std::string publisher;
        bool takeover = false;
        std::shared_ptr<CameraFeed> feed;
        std::shared_ptr<WhipSession> session;
        Ticks::time_point begun;
        bool seated = false;  // Answered and holding its seat; before, under negotiation.
    };
    using Entries = std::map<std::string, Entry>;  // By session id.

    [[nodiscard]] WhipResult<void> may_sit(const Seat& seat, const std::string& publisher, bool takeover) const;
    [[nodiscard]] WhipResult<void> room_for_one(const Seat& seat);
    [[nodiscard]] Entries::iterator holder(const Seat& seat);
    void negotiated(const std::string& id, WhipResult<std::string> sdp, const Answered& answered);
    Entries::iterator drop(Entries::iterator entry);

    const IceSettings ice_;
    const std::size_t most_;
    MediaThread& thread_;
    const FindCamera find_camera_;
    Entries entries_;

    std::mutex known_mutex_;
    std::map<std::string, std::string> known_;  // Seated sessions and their meetings; guarded by known_mutex_.
};

}  // namespace wardcast::media
