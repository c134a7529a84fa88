#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "media/whip.h"

// Cameras that send a stream otherwise than by WHIP (docs/protocol.md 4.4 to 4.6).
namespace wardcast::media {

// Somebody who may publish wants to send a camera's stream, otherwise than by WHIP. Refusals are those of WHIP.
struct StreamRequest {
    std::string meeting;
    std::string camera = "main";
    std::string publisher;  // As with WHIP.
    bool takeover = false;
};
// A stream that its receiver hands over piece by piece. Threads: any, one at a time. Dropped by its last owner, the
// camera has left.
class StreamInput {
  public:
    virtual ~StreamInput() = default;
    // Nothing once it is over.
    virtual void push(std::string_view bytes) = 0;
    // Bytes that wait to be decoded: whoever can should send more slowly over half a megabyte, since beyond four the
    // oldest are thrown away.
    [[nodiscard]] virtual std::size_t waiting() const = 0;
    // Replaced, given up or the meeting has ended: nothing more is taken.
    [[nodiscard]] virtual bool over() const = 0;
};

// Threads: any. Answers come on a media thread, which must not be blocked.
class StreamIntake {
  public:
    virtual ~StreamIntake() = default;
    // WebM as a browser's MediaRecorder makes it, from its first byte.
    virtual void publish_webm(StreamRequest request,
                              std::function<void(WhipResult<std::shared_ptr<StreamInput>>)> answered) = 0;
    // A stream that can be pulled from the RTMP server beside us, at rtmp://127.0.0.1:PORT/APP/NAME, from a moment
    // after the answer until end_rtmp() or until it fails.
    virtual void publish_rtmp(StreamRequest request, std::string address,
                              std::function<void(WhipResult<void>)> answered) = 0;
    virtual void end_rtmp(std::string address) = 0;
    // Where SRT is listened for; 0 where it is not.
    [[nodiscard]] virtual std::uint16_t srt_port() const = 0;
};

}  // namespace wardcast::media
