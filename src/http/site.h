#pragma once

#include <functional>

#include "http/disk_readers.h"
#include "http/lws_request.h"
#include "http/metrics.h"
#include "http/network.h"
#include "http/router.h"
#include "http/settings.h"
#include "http/static_files.h"
#include "hub/access.h"
#include "hub/hub.h"
#include "media/studio.h"

namespace wardcast::http {

// What all workers of a server share. Borrowed things outlive the server.
// Threads: filled before the first worker starts; then any (Metrics and NetworkCensus look after themselves).
struct Site {
    Site(const ServerSettings& server_settings, hub::Hub& the_hub, const hub::Access& the_access,
         media::Studio* the_studio, const Clock& the_clock, StaticFiles static_files)
        : settings(server_settings),
          hub(the_hub),
          access(the_access),
          studio(the_studio),
          clock(the_clock),
          files(std::move(static_files)),
          proxies(settings.trusted_proxies),
          websockets(settings.bounds.sockets_per_network) {}

    const ServerSettings settings;
    hub::Hub& hub;
    const hub::Access& access;
    media::Studio* const studio;  // Null: a server without media, /whip and /hls answer 503.
    const Clock& clock;
    const StaticFiles files;
    const TrustedProxies proxies;
    Router router;
    mutable Metrics metrics;
    NetworkCensus websockets;
    DiskReaders disk;

    // "https://ask.example", without a slash at the end: what links are made with.
    [[nodiscard]] std::string base_url(const Request& request) const;
};

}  // namespace wardcast::http
