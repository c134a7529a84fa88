#pragma once

#include <functional>
#include <optional>
#include <string>

#include <tl/expected.hpp>

// Cameras that publish and viewers who watch over WebRTC, as the HTTP edge asks for it: WHIP (RFC 9725) and WHEP
// (draft-ietf-wish-whep-03).
namespace wardcast::media {

struct WhipRequest {
    std::string meeting;
    std::string camera = "main";
    std::string publisher;  // Who publishes: a second POST of the same publisher replaces its session silently.
    bool takeover = false;  // Replace another publisher's session.
    std::string offer;      // SDP
};
// Everything that the HTTP edge must answer: 201 with these, or the error's status.
struct WhipAnswer {
    std::string session;  // Unguessable.
    std::string etag;     // Quoted, as the header has it.
    std::string sdp;
};
struct WhipError {
    int status = 500;  // 400, 406, 409, 412, 428, 404, 503
    std::string code;  // "camera_busy", "no_usable_codec", …
    std::string message;
};
template <class T>
using WhipResult = tl::expected<T, WhipError>;

// Answered as WHIP is.
struct WhepRequest {
    std::string meeting;
    bool is_reserved = false;  // The room and staff: they find a place where residents no longer do.
    std::string offer;         // SDP
};

// The sessions of one kind.
//
// Threads: any. Answers come on a media thread, which must not be blocked, or at once where the studio has stopped.
class WebRtcEndpoint {
  public:
    using Answered = std::function<void(WhipResult<WhipAnswer>)>;
    using Removed = std::function<void(WhipResult<void>)>;

    virtual ~WebRtcEndpoint() = default;
    // Trickle candidates or an ICE restart. Answers the new SDP fragment and ETag for a restart, empty sdp for trickle.
    virtual void patch(const std::string& meeting, const std::string& session, std::optional<std::string> if_match,
                       std::string fragment, Answered answered) = 0;
    virtual void remove(const std::string& meeting, const std::string& session, Removed removed) = 0;
};

class WhipEndpoint : public WebRtcEndpoint {
  public:
    virtual void publish(WhipRequest request, Answered answered) = 0;
};

class WhepEndpoint : public WebRtcEndpoint {
  public:
    // 409 where the meeting has no programme, 406 where the offer cannot take it, 503 where every place is taken.
    virtual void view(WhepRequest request, Answered answered) = 0;
};

}  // namespace wardcast::media
