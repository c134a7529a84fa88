#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "media/pipeline.h"

namespace wardcast::media {

// An encoder in the test's own process: one colour and a tone, live, as a stream of bytes.
struct SentStream {
    enum class Container { TransportStream, WebM, Flv } container = Container::TransportStream;
    int width = 640, height = 360, fps = 30;
    unsigned colour = 0xffff0000;  // Red.
    bool picture = true, sound = true;
    std::string picture_encoder = {};  // Empty: H.264, in WebM VP8.
    // What all its timestamps are ahead.
    GstClockTime ahead = 0;
};

class StreamSender {
  public:
    using To = std::function<void(std::string_view bytes)>;  // On a thread of the sender's.

    StreamSender(const SentStream& stream, To to);
    // To an element: "srtsink uri=…".
    StreamSender(const SentStream& stream, const std::string& sink);

  private:
    Pipeline pipeline_;
};

}  // namespace wardcast::media
