#include "app/serve.h"

#include <csignal>
#include <memory>
#include <pthread.h>
#include <unistd.h>
#include <utility>

#include <spdlog/spdlog.h>

#include "app/certificate.h"
#include "app/listen_address.h"
#include "app/local_addresses.h"
#include "app/meeting_links.h"
#include "app/meeting_sources.h"
#include "app/meetings.h"
#include "app/programmes.h"
#include "app/relay_rule.h"
#include "app/retention.h"
#include "app/terminal_qr.h"
#include "app/version.h"
#include "app/web_root.h"
#include "http/server.h"
#include "media/studio.h"
#include "meeting/slug.h"

namespace wardcast::app {
namespace {

// SIGTERM and SIGINT, kept from every thread that is started while this lives, for the main thread to wait for.
class EndSignals {
  public:
    EndSignals() {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGTERM);
        sigaddset(&signals_, SIGINT);
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    }

    // From here on, another one ends the process at once.
    void wait() const {
        int number = 0;
        sigwait(&signals_, &number);
        spdlog::info("stopping");
        pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
    }

  private:
    sigset_t signals_{};
};

struct Listeners {
    std::vector<ListenAddress> http;
    std::vector<ListenAddress> https;
};

// Adds the addresses to listen on, without those of IPv6 where the machine has none.
Result<void> add_listeners(const std::vector<std::string>& texts, bool tls, std::vector<http::ListenAddress>& all) {
    for (const auto& text : texts) {
        const auto address = parse_listen_address(text);
        if (!address) return tl::unexpected(address.error());
        if (address->is_ipv6() && address->is_wildcard() && !has_ipv6()) continue;
        all.push_back({.address = address->host, .port = address->port, .tls = tls});
    }
    return {};
}

Result<CertificateFiles> certificate_of(const Config& config, const DataFolder& folder, const Clock& clock) {
    if (config.listen_https.empty()) return CertificateFiles{};
    if (config.tls.certificate.empty()) {
        return ensure_certificate(folder.tls(), names_of_this_machine(), clock.now());
    }
    CertificateFiles files{.certificate = config.tls.certificate, .key = config.tls.key};
    if (auto checked = check_certificate(files, clock.now()); !checked) return tl::unexpected(checked.error());
    return files;
}

media::SrtSettings srt_settings(const Config& config) {
    const auto& srt = config.media.srt;
    if (srt.listen.empty()) return {};
    const auto address = parse_listen_address(srt.listen);  // Checked with the configuration.
    return {.address = address->host,
            .port = address->port,
            .passphrase = srt.passphrase,
            .latency = std::chrono::milliseconds(srt.latency_ms)};
}

media::StudioSettings studio_settings(const Config& config, const DataFolder& folder, const hub::Access& access,
                                      std::shared_ptr<const SigningKey> key) {
    const auto& ice = config.media.ice;
    const bool own = !ice.public_address.empty() && is_own_address(ice.public_address);
    return {.data = folder.path(),
            .record = config.media.record,
            .ice = {.min_port = static_cast<std::uint16_t>(ice.udp_port_min),
                    .max_port = static_cast<std::uint16_t>(ice.udp_port_max),
                    .local_address = own ? ice.public_address : "",
                    .public_address = own ? "" : ice.public_address,
                    .tcp = ice.tcp},
            .key = std::move(key),
            .max_sessions = static_cast<std::size_t>(config.media.max_sessions),
            .max_whep = static_cast<std::size_t>(config.media.max_whep),
            .live_window = std::chrono::seconds(config.media.live_window_s),
            .ladder = config.media.ladder,
            .srt = srt_settings(config),
            .may_relay_to = relay_rule(config.media.relay.allow_hosts),
            .is_camera_token = [&access](const std::string& slug, const std::string& token) {
                return meeting::is_slug(slug) && access.role_of(meeting::Slug(slug), token) == meeting::Role::Camera;
            }};
}

Result<http::ServerSettings> server_settings(const Config& config, const CertificateFiles& certificate,
                                             store::EventStore& store) {
    http::ServerSettings settings;
    if (auto added = add_listeners(config.listen, false, settings.listen); !added) return tl::unexpected(added.error());
    if (auto added = add_listeners(config.listen_https, true, settings.listen); !added) {
        return tl::unexpected(added.error());
    }
    settings.certificate = certificate.certificate;
    settings.key = certificate.key;
    settings.web_root = web_root(config);
    settings.workers = static_cast<std::size_t>(config.server.workers);
    settings.public_url = config.public_url;
    settings.trusted_proxies = config.server.trusted_proxies;
    settings.hsts = config.server.hsts;
    for (const auto& text : config.media.ice.turn) {
        auto server = http::IceServer::parse(text);
        if (!server) return tl::unexpected(server.error());
        settings.ice_servers.push_back(std::move(*server));
    }
    settings.rtmp_address = config.media.rtmp.address;
    settings.ready = {{"store", [&store] { return store.writable(); }},
                      {"media", [] { return media::Studio::check(); }}};
    return settings;
}

Result<void> make_first_meeting(const Config& config, Meetings& meetings) {
    if (config.first_meeting.empty()) return {};
    const auto list = meetings.list();
    if (!list) return tl::unexpected(list.error());
    if (!list->empty()) return {};
    return meetings.create({.title = config.first_meeting, .slug = {}, .starts = {}, .hashtags = {}}).map([](auto&&) {
    });
}

Result<void> show_links(Meetings& meetings, const BaseUrls& urls, std::ostream& out) {
    const auto list = meetings.list();
    if (!list) return tl::unexpected(list.error());
    for (const auto& summary : *list) {
        if (summary.phase == meeting::Phase::Ended) continue;
        const auto links = links_of(summary.slug.str(), summary.title, meetings.access(), urls);
        const auto code = terminal_qr(links.camera, isatty(STDOUT_FILENO) == 1 ? Colours::Ansi : Colours::Plain);
        out << '\n' << to_text(links, urls) << (code ? "  camera:\n" + *code : std::string());
    }
    out.flush();
    return {};
}

media::RetentionRules rules_of(const Config& config) {
    return {.keep = std::chrono::days(config.media.keep_days),
            .quota = static_cast<std::uint64_t>(config.media.quota_gb) * 1'000'000'000};
}

Listeners bound(const http::Server& server) {
    Listeners listeners;
    for (const auto& endpoint : server.endpoints()) {
        (endpoint.tls ? listeners.https : listeners.http).push_back({.host = endpoint.address, .port = endpoint.port});
    }
    return listeners;
}

// Ends everything in order, however serve() ends: browsers are told to come back while there are still workers to tell
// them; then nobody asks the studio for anything more, and the recordings are closed.
class OrderlyEnd {
  public:
    OrderlyEnd(hub::Hub& hub, http::Server& server, MeetingSources& sources, Programmes& programmes,
               media::Studio& studio)
        : hub_(hub), server_(server), sources_(sources), programmes_(programmes), studio_(studio) {}
    ~OrderlyEnd() {
        hub_.stop();
        sources_.stop();
        server_.stop();
        programmes_.stop();
        studio_.stop();
        spdlog::info("stopped");
    }
    OrderlyEnd(const OrderlyEnd&) = delete;
    OrderlyEnd& operator=(const OrderlyEnd&) = delete;

  private:
    hub::Hub& hub_;
    http::Server& server_;
    MeetingSources& sources_;
    Programmes& programmes_;
    media::Studio& studio_;
};

}  // namespace

Result<void> serve(const Config& config, std::ostream& out) {
    const EndSignals end_signals;
    auto folder = DataFolder::open(config.data);
    if (!folder) return tl::unexpected(folder.error());
    if (auto locked = folder->lock(); !locked) return locked;
    auto opened = Meetings::open(config, std::move(*folder));
    if (!opened) return tl::unexpected(opened.error());
    auto& meetings = **opened;
    const auto certificate = certificate_of(config, meetings.folder(), meetings.clock());
    if (!certificate) return tl::unexpected(certificate.error());

    // Media first, so that nobody is served before a camera could be.
    Programmes programmes(meetings.hub(), meetings.access());
    const auto recording_key = meetings.recording_key();
    if (!recording_key) return tl::unexpected(recording_key.error());
    const auto studio = media::Studio::create(
        studio_settings(config, meetings.folder(), meetings.access(), *recording_key), programmes, meetings.clock());
    if (!studio) return tl::unexpected(studio.error());
    programmes.connect((*studio)->control_room());

    MeetingSources sources(meetings.hub(), meetings.access(), config, meetings.clock());
    sources.connect();

    auto settings = server_settings(config, *certificate, meetings.store());
    if (!settings) return tl::unexpected(settings.error());
    settings->public_keys = {{"recording", (*recording_key)->public_key()}};
    const auto server =
        http::Server::create(*settings, meetings.hub(), meetings.access(), studio->get(), meetings.clock());
    if (!server) return tl::unexpected(server.error());
    const OrderlyEnd orderly_end(meetings.hub(), **server, sources, programmes, **studio);

    // The workers are known to the hub from here on; only now may meetings come to life.
    if (auto made = make_first_meeting(config, meetings); !made) return made;
    if (auto resumed = programmes.resume(); !resumed) return resumed;
    if (auto resumed = sources.resume(); !resumed) return resumed;
    const Retention retention(meetings.folder().recordings(), rules_of(config), meetings.hub(), meetings.clock());

    const auto listeners = bound(**server);
    const auto urls = base_urls(config.public_url, listeners.http, listeners.https, local_addresses());
    const auto local = base_urls("", listeners.http, listeners.https, {}).here;
    if (auto announced = meetings.folder().announce({.links = urls, .local = local}); !announced) return announced;
    for (const auto& address : listeners.http)
        out << "listening on http://" << to_string(address) << '\n';
    for (const auto& address : listeners.https)
        out << "listening on https://" << to_string(address) << '\n';
    if (const auto port = (*studio)->streams().srt_port(); port != 0) {
        const ListenAddress srt{.host = parse_listen_address(config.media.srt.listen)->host, .port = port};
        out << "listening on srt://" << to_string(srt) << '\n';
    }
    out.flush();
    spdlog::info("wardcast {} serves {}", kVersion, meetings.folder().path().string());

    if (config.demo) {
        if (auto put = programmes.put_demo_on_air(); !put) spdlog::error("demo: {}", put.error().message);
    }
    if (config.show_links) {
        if (auto shown = show_links(meetings, urls, out); !shown) spdlog::error("links: {}", shown.error().message);
    }
    end_signals.wait();
    return {};
}

}  // namespace wardcast::app
