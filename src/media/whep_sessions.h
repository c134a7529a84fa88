#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "media/media_thread.h"
#include "media/studio_settings.h"
#include "media/whep_session.h"
#include "media/whip.h"

namespace wardcast::media {

// Who watches what with the shortest delay: the WHEP sessions of this process (docs/protocol.md 4.3).
//
// Residents may fill `most` places; the room and staff find kReserved more. Where WebRTC has a range of ports, each
// camera that the server would take keeps one.
//
// Threads: what an endpoint is asked for is asked from anywhere and done on the media thread; the rest is called there.
class WhepSessions final : public WhepEndpoint {
  public:
    static constexpr std::size_t kReserved = 16;
    static constexpr std::chrono::seconds kGone{10};        // Players report every second or so.
    static constexpr std::chrono::seconds kNegotiation{5};  // As WhipSessions.

    // Null where the meeting has no programme.
    using FindBroadcast = std::function<std::shared_ptr<Broadcast>(const std::string& meeting)>;

    WhepSessions(const StudioSettings& settings, MediaThread& thread, FindBroadcast find_broadcast);
    ~WhepSessions() override;

    void view(WhepRequest request, Answered answered) override;
    void patch(const std::string& meeting, const std::string& session, std::optional<std::string> if_match,
               std::string fragment, Answered answered) override;
    void remove(const std::string& meeting, const std::string& session, Removed removed) override;

    // Called a few times a second: ends what has gone or was never negotiated.
    void look_after(Ticks::time_point now);
    // Ends all sessions of the meeting, or of all.
    void end(const std::string& meeting);
    void end_all();

    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

  private:
    struct Entry {
        std::string meeting;
        std::shared_ptr<WhepSession> session;
        Ticks::time_point begun;
        bool answered = false;
    };
    using Entries = std::map<std::string, Entry>;  // By session id.

    void negotiate(const WhepRequest& request, const Answered& answered);
    [[nodiscard]] WhipResult<void> room_for_one(bool is_reserved) const;
    [[nodiscard]] Entries::iterator find(const std::string& meeting, const std::string& session);
    void negotiated(const std::string& id, WhipResult<std::string> sdp, const Answered& answered);
    Entries::iterator drop(Entries::iterator entry);

    const IceSettings ice_;
    const std::size_t most_;
    const std::size_t ports_;  // That cameras leave free.
    MediaThread& thread_;
    const FindBroadcast find_broadcast_;
    Entries entries_;
};

}  // namespace wardcast::media
