#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "media/relay_address.h"
#include "media/trouble.h"

namespace wardcast::media {

// Calls somebody who listens for SRT (draft-sharabayko-srt) and sends a transport stream. (GStreamer's srtsink calls
// again by itself, without end, and does not say why it was turned away.)
//
// Threads: send() on one; the rest on any. Nothing here waits for the other side.
class SrtCaller {
  public:
    enum class State { Calling, Connected, Over };

    // Begins to call; state() tells what comes of it. Resolving a name may take seconds.
    [[nodiscard]] static Outcome<std::unique_ptr<SrtCaller>> call(const SrtAddress& address);
    // Hangs up; what was not sent is thrown away.
    ~SrtCaller();
    SrtCaller(const SrtCaller&) = delete;
    SrtCaller& operator=(const SrtCaller&) = delete;

    // One datagram: at most seven packets of 188 bytes. False where it was thrown away, because nobody takes it or the
    // sending queue is full.
    bool send(std::string_view datagram);
    [[nodiscard]] State state() const;
    // Why it is over; empty while it is not.
    [[nodiscard]] Trouble trouble() const;

  private:
    struct Call;
    explicit SrtCaller(std::unique_ptr<Call> call);
    std::unique_ptr<Call> call_;
};

}  // namespace wardcast::media
