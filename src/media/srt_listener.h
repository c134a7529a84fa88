#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "media/srt_stream_id.h"
#include "media/stream_intake.h"
#include "media/studio_settings.h"

namespace wardcast::media {

// The one port on which encoders call by SRT (draft-sharabayko-srt). Who calls is told apart by the stream id, and
// turned away during the handshake where that or the passphrase is wrong: no socket, no thread and no pipeline is made
// for such a caller. (GStreamer's srtsrc takes one caller a listener and cannot tell one from another.)
//
// Threads: one of its own serves all callers; `admits` is called on libsrt's, `publish` on its own.
class SrtListener {
  public:
    static constexpr std::size_t kMostCallers = 64;

    using Admits = std::function<bool(const SrtStreamId&)>;
    using Answered = std::function<void(WhipResult<std::shared_ptr<StreamInput>>)>;  // On any thread.
    using Publish = std::function<void(const SrtStreamId&, Answered)>;

    // Conflict where the address is taken, BadInput where the passphrase has a length that SRT does not take.
    [[nodiscard]] static Result<std::unique_ptr<SrtListener>> open(const SrtSettings& settings, Admits admits,
                                                                   Publish publish);
    // Hangs up on everybody.
    ~SrtListener();
    SrtListener(const SrtListener&) = delete;
    SrtListener& operator=(const SrtListener&) = delete;

    [[nodiscard]] std::uint16_t port() const;

  private:
    struct State;
    explicit SrtListener(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace wardcast::media
