#pragma once

#include <memory>
#include <vector>

#include "http/acceptor.h"
#include "http/settings.h"
#include "http/site.h"
#include "http/worker.h"
#include "hub/access.h"
#include "hub/hub.h"
#include "media/studio.h"

namespace wardcast::http {

// The edge: everything that comes by HTTP, WebSocket, WHIP or HLS. docs/protocol.md.
//
// Threads: create(), stop() and destruction the owner's. It runs an acceptor thread and a thread for each worker.
// Order at the end: Hub::stop() first (its 1012s leave through the workers), then stop(), then destruction; the hub
// must not deliver after that.
class Server {
  public:
    // Reads the web root, makes the workers known to the hub as outlets, listens and serves. Borrowed: all but the
    // settings; studio may be null, then there is no media. Fails, with cause and cure, for a web root without its
    // pages, an unusable certificate, a port in use.
    [[nodiscard]] static Result<std::unique_ptr<Server>> create(const ServerSettings& settings, hub::Hub& hub,
                                                                const hub::Access& access, media::Studio* studio,
                                                                const Clock& clock);
    ~Server();

    // As bound, in the order of the settings.
    [[nodiscard]] const std::vector<Endpoint>& endpoints() const noexcept { return acceptor_->endpoints(); }

    // Accepts nothing more, closes what is open (WebSockets with 1012), ends the threads. May be called twice.
    void stop();

  private:
    explicit Server(std::unique_ptr<Site> site) : site_(std::move(site)) {}

    std::unique_ptr<Site> site_;
    std::unique_ptr<Acceptor> acceptor_;
    std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace wardcast::http
