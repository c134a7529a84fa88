#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "unit/media/offering_client.h"

namespace wardcast::media {

// A publisher: sends one colour and a tone.
class WhipClient final : public OfferingClient {
  public:
    struct Options {
        std::string codec = "VP8";  // Or "H264".
        int width = 1280, height = 720;
        bool audio = true;
        guint32 colour = 0xffff0000;  // Red.
        IceSettings ice = loopback_ice();
        bool udp = true;  // False: its network lets only TCP through.
    };
    explicit WhipClient(const Options& options);
    WhipClient() : WhipClient(Options{}) {}

    // As when the phone is turned or its lens is changed: the same track goes on in another size.
    void resize(int width, int height);
    // From here on no keyframe leaves, or keyframes leave again.
    void hold_keyframes(bool held) { *keyframes_held_ = held; }
    // Packets of the picture that were sent again because the server asked.
    [[nodiscard]] unsigned sent_again() const;

  private:
    std::shared_ptr<std::atomic<bool>> keyframes_held_ = std::make_shared<std::atomic<bool>>(false);
};

}  // namespace wardcast::media
