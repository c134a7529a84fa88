#include "http/server.h"

#include <algorithm>
#include <sys/resource.h>

#include <sodium.h>

#include "base/log.h"
#include "http/api_routes.h"
#include "http/caption_routes.h"
#include "http/hls_routes.h"
#include "http/hook_routes.h"
#include "http/page_routes.h"
#include "http/plain_routes.h"
#include "http/recording_routes.h"
#include "http/rtmp_routes.h"
#include "http/status_routes.h"
#include "http/still_routes.h"
#include "http/whep_routes.h"
#include "http/whip_routes.h"

namespace wardcast::http {
namespace {

// As many descriptors as the system lets us have, up to `wanted`: each connection needs one, and the usual limit of
// 1,024 would be a meeting's.
void raise_open_files(std::uint64_t wanted) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    const rlim_t goal = limit.rlim_max == RLIM_INFINITY ? wanted : std::min<rlim_t>(limit.rlim_max, wanted);
    if (limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur >= goal) return;
    limit.rlim_cur = goal;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0) spdlog::warn("the limit of open files stays low: raise it (ulimit -n)");
}

}  // namespace

Result<std::unique_ptr<Server>> Server::create(const ServerSettings& settings, hub::Hub& hub, const hub::Access& access,
                                               media::Studio* studio, const Clock& clock) {
    if (sodium_init() < 0) return failure(ErrorKind::Internal, "libsodium does not start");
    raise_open_files(settings.bounds.open_files);
    auto files = StaticFiles::load(settings.web_root);
    if (!files) return tl::unexpected(files.error());

    std::unique_ptr<Server> server(
        new Server(std::make_unique<Site>(settings, hub, access, studio, clock, std::move(*files))));
    Site& site = *server->site_;
    auto acceptor = Acceptor::create(settings.listen, settings.bounds, site.metrics);
    if (!acceptor) return tl::unexpected(acceptor.error());
    server->acceptor_ = std::move(*acceptor);

    if (const auto added = add_page_routes(site); !added) return tl::unexpected(added.error());
    if (const auto added = add_plain_routes(site); !added) return tl::unexpected(added.error());
    add_api_routes(site);
    add_hook_routes(site);
    add_whip_routes(site);
    add_whep_routes(site);
    add_rtmp_routes(site);
    add_recording_routes(site);
    add_still_routes(site);
    add_caption_routes(site);
    add_hls_routes(site);
    add_status_routes(site,
                      [acceptor = server->acceptor_.get()](std::function<void()> f) { acceptor->post(std::move(f)); });

    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t count = settings.workers == 0 ? cores : settings.workers;
    for (std::size_t index = 0; index < count; ++index) {
        auto worker = std::make_unique<Worker>(site);
        worker->on_ended([acceptor = server->acceptor_.get()](const Network& network) { acceptor->leave(network); });
        if (const auto started = worker->start(hub.add_outlet(*worker)); !started) {
            return tl::unexpected(started.error());
        }
        if (studio != nullptr) {
            studio->playback().on_advance(
                [mailbox = worker->mailbox()](const std::string& meeting, const std::string& rendition) {
                    mailbox->post(Advance{meeting, rendition});
                });
        }
        server->workers_.push_back(std::move(worker));
    }

    server->acceptor_->start([workers = &server->workers_](AcceptedSocket socket) {
        const auto least = std::min_element(workers->begin(), workers->end(), [](const auto& one, const auto& other) {
            return one->connections() < other->connections();
        });
        (*least)->adopt(std::move(socket));
    });
    return server;
}

Server::~Server() {
    stop();
}

void Server::stop() {
    if (acceptor_) acceptor_->stop();
    for (const auto& worker : workers_)
        worker->stop();
}

}  // namespace wardcast::http
