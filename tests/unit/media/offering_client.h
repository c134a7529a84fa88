#pragma once

#include <memory>
#include <string>

#include "media/ice_agent.h"
#include "media/pipeline.h"

namespace wardcast::media {

// A WebRTC peer in the test's own process, on loopback: webrtcbin as the side that offers, as a browser does.
class OfferingClient {
  public:
    ~OfferingClient();

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

  protected:
    // The description holds a webrtcbin of the name "webrtc".
    OfferingClient(const std::string& description, const IceSettings& ice);
    // Before play(): the network lets only TCP through.
    void block_udp();
    void play();
    [[nodiscard]] GstElement* webrtc() const { return webrtc_.get(); }
    [[nodiscard]] Pipeline& pipeline() const { return *pipeline_; }

  private:
    [[nodiscard]] GObjectPtr<NiceAgent> nice_agent() const;

    std::unique_ptr<Pipeline> pipeline_;
    GstPtr<GstElement> webrtc_;
    std::unique_ptr<IceAgent> ice_;
};

// What the address line of every test's ICE says.
[[nodiscard]] IceSettings loopback_ice();

}  // namespace wardcast::media
