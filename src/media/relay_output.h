#pragma once

#include <memory>

#include "media/gst_ptr.h"
#include "media/relay_address.h"
#include "media/trouble.h"

namespace wardcast::media {

// One connection to a relay's target: takes coded pictures and sound, muxes and sends them. Not used again once it is
// in trouble.
//
// Threads: picture() and sound() on any, one at a time each; made and ended on the relay's, where ending may take a
// moment; the rest on any. Nothing but making and ending waits for the target; whoever pushes keeps the bound, by
// waiting().
class RelayOutput {
  public:
    // Begins to connect. Trouble names no key.
    [[nodiscard]] static Outcome<std::unique_ptr<RelayOutput>> open(const RelayAddress& address);
    virtual ~RelayOutput() = default;

    // An access unit of H.264 (avc) or a frame of AAC, with its caps, at this time from the stream's beginning. The
    // first picture is a keyframe.
    virtual void picture(GstBuffer* unit, GstCaps* caps, GstClockTime at) noexcept = 0;
    virtual void sound(GstBuffer* unit, GstCaps* caps, GstClockTime at) noexcept = 0;

    // The target has agreed to take the stream: only now should something be pushed.
    [[nodiscard]] virtual bool connected() const = 0;
    // Pictures that wait to be sent.
    [[nodiscard]] virtual std::size_t waiting() const = 0;
    // Bytes that were handed to the network.
    [[nodiscard]] virtual std::uint64_t sent() const = 0;
    // Why nothing more can come of it; empty while all is well.
    [[nodiscard]] virtual Trouble trouble() const = 0;
};

}  // namespace wardcast::media
