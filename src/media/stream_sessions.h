#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "media/camera_feed.h"
#include "media/ingest.h"
#include "media/media_thread.h"
#include "media/seats.h"
#include "media/stream_ingest.h"
#include "media/stream_intake.h"

namespace wardcast::media {

// The cameras that send a stream otherwise than by WHIP: pushed to us piece by piece (SRT, a browser's WebSocket), or
// pulled from the RTMP server beside us as long as somebody publishes there. The rules between them are those of Seats;
// besides, anybody may take the place of one that has been silent for kSilent: an encoder whose network failed dials
// again before its first call is known to be over. One without media for kGone is given up.
//
// Threads: the media thread.
class StreamSessions {
  public:
    static constexpr std::chrono::seconds kGone{12};  // As with WHIP.
    static constexpr std::chrono::seconds kSilent{2};
    static constexpr std::chrono::milliseconds kPullAgain{250};  // nginx has a stream a moment after it asked about it.

    // The feed of a camera that may be pushed to, or why it may not.
    using FindCamera =
        std::function<WhipResult<std::shared_ptr<CameraFeed>>(const std::string& meeting, const std::string& camera)>;

    StreamSessions(Seats& seats, MediaThread& thread, FindCamera find_camera);
    ~StreamSessions();

    enum class Container { TransportStream, WebM };
    [[nodiscard]] WhipResult<std::shared_ptr<StreamInput>> publish(const StreamRequest& request, Container container);
    [[nodiscard]] WhipResult<void> publish_rtmp(const StreamRequest& request, const std::string& address);
    void end_rtmp(const std::string& address);

    // Called a few times a second: ends what has gone, pulls what has not come yet.
    void look_after(Ticks::time_point now);
    void end(const std::string& meeting);
    // Ends those of cameras that the meeting does not have any more.
    void keep_cameras(const std::string& meeting, const std::set<std::string>& cameras);
    void end_all();
    [[nodiscard]] bool any_of(const std::string& meeting) const;

  private:
    class Input;
    struct Entry {
        Seat seat;
        Seats::Ticket ticket;
        std::shared_ptr<CameraFeed> feed;
        std::weak_ptr<Input> input;  // Of one that is pushed to us.
        std::string address;         // Of one that is pulled; also the session's name.
        std::unique_ptr<Ingest> ingest;
        Ticks::time_point heard;  // When media last came, or when it began.
        Ticks::time_point pulled;
    };
    using Entries = std::map<std::string, Entry>;

    [[nodiscard]] WhipResult<Entry> admit(const StreamRequest& request);
    Entry& seat(const std::string& session, const StreamRequest& request, Entry entry);
    void pull(Entry& entry, Ticks::time_point now);
    void left(const std::string& session);
    [[nodiscard]] static std::chrono::nanoseconds silence(Entry& entry, Ticks::time_point now);
    [[nodiscard]] static bool has_gone(Entry& entry, Ticks::time_point now);
    Entries::iterator drop(Entries::iterator entry);

    Seats& seats_;
    MediaThread& thread_;
    const FindCamera find_camera_;
    Entries entries_;
    std::uint64_t last_session_ = 0;
};

}  // namespace wardcast::media
