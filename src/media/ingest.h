#pragma once

#include "media/raw_format.h"

namespace wardcast::media {

// One camera's way in: whatever the protocol, it ends in raw pictures and sound in a CameraFeed (see ingest_end.h).
// Short-lived: it comes and goes while the feed and the programme stay.
class Ingest {
  public:
    // Stops; afterwards nothing of it reaches the feed.
    virtual ~Ingest() = default;
    // When media last arrived, or when it began if none ever did. Any thread. This is how a vanished camera is noticed:
    // neither ICE nor DTLS reports one in good time.
    [[nodiscard]] virtual Ticks::time_point last_media() const noexcept = 0;
};

}  // namespace wardcast::media
