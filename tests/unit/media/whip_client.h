#pragma once

#include <memory>
#include <string>

#include "media/ice_agent.h"
#include "media/pipeline.h"

namespace wardcast::media {

// A publisher in the test's own process: webrtcbin as the offering side, on loopback. Sends one colour and a tone.
class WhipClient {
  public:
    struct Options {
        std::string codec = "VP8";  // Or "H264".
        int width = 1280, height = 720;
        bool audio = true;
        guint32 colour = 0xffff0000;  // Red.
    };
    explicit WhipClient(Options options);
    WhipClient() : WhipClient(Options{}) {}
    ~WhipClient();

    // The offer with all candidates.
    [[nodiscard]] std::string offer();
    void accept(const std::string& answer);
    // Sends nothing any more, and says nothing of it, as a reloaded page does.
    void vanish();
    // New ICE credentials, as a fragment for PATCH.
    [[nodiscard]] std::string restart_ice();
    void accept_restart(const std::string& fragment);
    // A pair of candidates works, after a restart one of the new credentials.
    [[nodiscard]] bool is_connected() const;

  private:
    [[nodiscard]] GObjectPtr<NiceAgent> nice_agent() const;

    std::unique_ptr<Pipeline> pipeline_;
    GstPtr<GstElement> webrtc_;
    std::unique_ptr<IceAgent> ice_;
};

// What the address line of every test's ICE says.
[[nodiscard]] IceSettings loopback_ice();

}  // namespace wardcast::media
