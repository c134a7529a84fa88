#pragma once

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
    };
    explicit WhipClient(const Options& options);
    WhipClient() : WhipClient(Options{}) {}
};

}  // namespace wardcast::media
