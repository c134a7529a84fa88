#pragma once

#include "media/raw_format.h"
#include "media/trouble.h"

namespace wardcast::media {

enum class IngestState {
    Running,
    Ended,   // The stream is over: its sender said so.
    Failed,  // Nothing more can come of it: no such device, refused, broken.
};

// One camera's way in: whatever the protocol, it ends in raw pictures and sound in a CameraFeed (see ingest_end.h).
// Short-lived: it comes and goes while the feed and the programme stay.
class Ingest {
  public:
    // Stops; afterwards nothing of it reaches the feed.
    virtual ~Ingest() = default;
    // When media last arrived, or when it began if none ever did. Any thread. This is how a vanished camera is noticed:
    // neither ICE nor DTLS reports one in good time.
    [[nodiscard]] virtual Ticks::time_point last_media() const noexcept = 0;
    // Any thread.
    [[nodiscard]] virtual IngestState state() const noexcept { return IngestState::Running; }
    // Why it failed, without secrets; empty otherwise. Any thread.
    [[nodiscard]] virtual Trouble trouble() const { return {}; }
};

}  // namespace wardcast::media
