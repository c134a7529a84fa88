#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "media/gst_ptr.h"
#include "media/studio_settings.h"

typedef struct _NiceAgent NiceAgent;

namespace wardcast::media {

// libnice's agent inside a webrtcbin: what webrtcbin itself does not pass on. Everything of a WHIP session is bundled:
// the agent has one stream with one component.
//
// Threads: the media thread. Holds a reference on the agent: let go of it before the pipeline (its sockets live with
// it).
class IceAgent {
  public:
    struct Credentials {
        std::string ufrag, pwd;
    };

    // Before the first description is set.
    [[nodiscard]] static Result<IceAgent> of(GstElement* webrtcbin, const IceSettings& settings);

    // ICE restart (RFC 8445 section 9) asked for by the remote side: new local credentials over the same sockets.
    // DTLS and media stay as they are.
    [[nodiscard]] Result<Credentials> restart(const Credentials& remote);
    // As SDP has them: "candidate:…"; those at the public address too.
    [[nodiscard]] std::vector<std::string> local_candidates() const;
    void add_remote_candidate(const std::string& candidate);

  private:
    IceAgent(GObjectPtr<NiceAgent> agent, std::string public_address)
        : agent_(std::move(agent)), public_address_(std::move(public_address)) {}

    GObjectPtr<NiceAgent> agent_;
    std::string public_address_;
};

}  // namespace wardcast::media
