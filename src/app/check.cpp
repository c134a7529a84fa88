#include "app/check.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <spdlog/fmt/fmt.h>

#include "app/certificate.h"
#include "app/data_folder.h"
#include "app/http_request.h"
#include "app/listen_address.h"
#include "app/local_addresses.h"
#include "app/web_root.h"
#include "base/json.h"
#include "media/ladder.h"
#include "media/studio.h"

namespace wardcast::app {
namespace {

constexpr double kEvening = 3;        // Hours that must fit at least.
constexpr double kLog = 500'000'000;  // Bytes for the log and its write-ahead file.

using Outcome = Result<std::string>;

// Takes the port for a moment.
Result<void> try_port(const ListenAddress& address) {
    sockaddr_in ipv4{};
    sockaddr_in6 ipv6{};
    ipv4.sin_family = AF_INET;
    ipv4.sin_port = htons(address.port);
    inet_pton(AF_INET, address.host.c_str(), &ipv4.sin_addr);
    ipv6.sin6_family = AF_INET6;
    ipv6.sin6_port = htons(address.port);
    inet_pton(AF_INET6, address.host.c_str(), &ipv6.sin6_addr);

    const int socket = ::socket(address.is_ipv6() ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (address.is_ipv6()) setsockopt(socket, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on));
    const int bound = address.is_ipv6() ? bind(socket, reinterpret_cast<const sockaddr*>(&ipv6), sizeof(ipv6))
                                        : bind(socket, reinterpret_cast<const sockaddr*>(&ipv4), sizeof(ipv4));
    const bool free = bound == 0 && ::listen(socket, 1) == 0;
    const auto cause = std::generic_category().message(errno);
    close(socket);
    if (free) return {};
    return failure(ErrorKind::Conflict, fmt::format("{} cannot be listened on ({}); stop the program that uses it or "
                                                    "choose another with --listen or --listen-https",
                                                    to_string(address), cause));
}

Outcome check_ports(const Config& config, const DataFolder* folder) {
    if (folder != nullptr && folder->served()) return "used by the server that runs on this data folder";
    auto listeners = config.listen;
    listeners.insert(listeners.end(), config.listen_https.begin(), config.listen_https.end());
    std::string free;
    for (const auto& text : listeners) {
        const auto address = parse_listen_address(text);
        if (!address) return tl::unexpected(address.error());
        if (address->is_ipv6() && address->is_wildcard() && !has_ipv6()) continue;
        if (auto tried = try_port(*address); !tried) return tl::unexpected(tried.error());
        free += (free.empty() ? "free: " : ", ") + text;
    }
    return free;
}

Outcome check_data(const Result<DataFolder>& folder) {
    if (!folder) return tl::unexpected(folder.error());
    const auto probe = folder->path() / "check.tmp";
    std::ofstream stream(probe);
    stream << "written by wardcast check\n";
    stream.close();
    std::error_code error;
    std::filesystem::remove(probe, error);
    if (!stream) {
        return failure(ErrorKind::Unavailable, "nothing can be written to " + folder->path().string() +
                                                   "; make it writable for this user, or make room");
    }
    return folder->path().string() + " is writable";
}

double recorded_bytes(const std::filesystem::path& recordings) {
    std::error_code error;
    std::filesystem::recursive_directory_iterator entries(recordings, error);
    double bytes = 0;
    for (; !error && entries != std::filesystem::recursive_directory_iterator(); entries.increment(error)) {
        if (entries->is_regular_file(error)) bytes += static_cast<double>(entries->file_size(error));
    }
    return bytes;
}

Outcome check_space(const Config& config, const Result<DataFolder>& folder) {
    if (!folder) return tl::unexpected(folder.error());
    std::error_code error;
    const auto space = std::filesystem::space(folder->path(), error);
    if (error) return failure(ErrorKind::Unavailable, "the free space cannot be told: " + error.message());
    return room_for_recordings(config, static_cast<double>(space.available), recorded_bytes(folder->recordings()));
}

Outcome check_tls(const Config& config, const Clock& clock) {
    if (config.listen_https.empty()) return "not needed: nothing answers https";
    if (config.tls.certificate.empty()) return "the server makes its own at start";
    const CertificateFiles files{.certificate = config.tls.certificate, .key = config.tls.key};
    if (auto checked = check_certificate(files, clock.now()); !checked) return tl::unexpected(checked.error());
    return config.tls.certificate + " is valid";
}

Outcome check_web(const Config& config) {
    const auto root = web_root(config);
    if (std::filesystem::exists(root / "watch.html")) return root.string();
    return failure(ErrorKind::NotFound,
                   "there are no pages in " + root.string() + "; build them with scripts/build, or set web.root");
}

Outcome check_media() {
    if (auto checked = media::Studio::check(); !checked) return tl::unexpected(checked.error());
    return "every GStreamer element is there";
}

// What a camera of kind `device` may name.
Outcome check_devices() {
    std::string pictures, sounds;
    for (const auto& device : media::Studio::devices()) {
        auto& names = device.picture ? pictures : sounds;
        names += (names.empty() ? "'" : ", '") + device.name + "'";
    }
    return "webcams: " + (pictures.empty() ? "none" : pictures) + "; sound: " + (sounds.empty() ? "none" : sounds);
}

bool print_health(const std::string& url, Format format, std::ostream& out) {
    const auto base = url.ends_with('/') ? url.substr(0, url.size() - 1) : url;
    const auto answer = http_request({.url = base + "/healthz"});
    const bool alive = answer && answer->status == 200;
    const auto words = answer ? "answered " + std::to_string(answer->status) : answer.error().message;
    if (format == Format::Json) {
        out << Json::array({{{"what", "health"}, {"ok", alive}, {"message", words}}}).dump() << '\n';
    } else {
        out << (alive ? "ok     " : "wrong  ") << "health: " << words << '\n';
    }
    return alive;
}

}  // namespace

double recorded_bytes_an_hour(const std::vector<std::string>& rungs) {
    const auto ladder = media::parse_ladder(rungs);
    if (!ladder) return 0;  // Reported with the configuration.
    double kbps = ladder->sound_kbps;
    for (const auto& rung : ladder->rungs)
        kbps += rung.kbps;
    return kbps * 1000 / 8 * 3600;
}

Result<std::string> room_for_recordings(const Config& config, double free, double recorded) {
    const auto an_hour = recorded_bytes_an_hour(config.media.ladder);
    const auto quota = config.media.quota_gb * 1e9 - recorded;
    const auto needed = std::max(an_hour * kEvening, quota) + kLog;
    auto room = fmt::format("{:.1f} GB free; a recording needs up to {:.1f} GB an hour", free / 1e9, an_hour / 1e9);
    if (free >= needed) return room;
    const char* const quota_cure = quota > an_hour * kEvening ? "lower media.quota_gb" : "shorten media.ladder";
    return failure(ErrorKind::Unavailable, fmt::format("{}: make room for at least {:.1f} GB, {}, or set media.record "
                                                       "to false",
                                                       room, needed / 1e9, quota_cure));
}

std::vector<Finding> examine(const Result<Config>& config) {
    std::vector<Finding> findings;
    findings.push_back({"configuration", config ? Outcome("understood") : tl::unexpected(config.error())});
    findings.push_back({"media", check_media()});
    findings.push_back({"devices", check_devices()});
    if (!config) return findings;  // The rest depends on it.

    const SystemClock clock;
    const auto folder = DataFolder::open(config->data);
    findings.push_back({"ports", check_ports(*config, folder ? &*folder : nullptr)});
    findings.push_back({"certificate", check_tls(*config, clock)});
    findings.push_back({"data", check_data(folder)});
    if (config->media.record) findings.push_back({"disk", check_space(*config, folder)});
    findings.push_back({"pages", check_web(*config)});
    return findings;
}

bool run(const Check& command, const Result<Config>& config, std::ostream& out) {
    if (!command.health.empty()) return print_health(command.health, command.format, out);
    const auto findings = examine(config);
    auto array = Json::array();
    for (const auto& [what, outcome] : findings) {
        const auto& words = outcome ? *outcome : outcome.error().message;
        array.push_back({{"what", what}, {"ok", outcome.has_value()}, {"message", words}});
        if (command.format == Format::Text) out << (outcome ? "ok     " : "wrong  ") << what << ": " << words << '\n';
    }
    if (command.format == Format::Json) out << array.dump() << '\n';
    return std::ranges::all_of(findings, [](const Finding& finding) { return finding.outcome.has_value(); });
}

}  // namespace wardcast::app
