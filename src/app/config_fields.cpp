#include "app/config_fields.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <numeric>

#include <spdlog/fmt/fmt.h>
#include <spdlog/spdlog.h>

#include "app/listen_address.h"
#include "http/ice_server.h"

namespace wardcast::app {
namespace {

Result<void> check_listen(const std::string& text) {
    if (auto address = parse_listen_address(text); !address) return tl::unexpected(address.error());
    return {};
}

Result<void> check_listen_or_none(const std::string& text) {
    return text.empty() ? Result<void>() : check_listen(text);
}

// SRTO_PASSPHRASE
Result<void> check_passphrase(const std::string& text) {
    if (text.empty() || (text.size() >= 10 && text.size() <= 79)) return {};
    return failure(ErrorKind::BadInput, "takes 10 to 79 characters, or none for streams that are not encrypted");
}

Result<void> check_address(const std::string& text) {
    if (is_address(text)) return {};
    return failure(ErrorKind::BadInput, "'" + text + "' is not an IPv4 or IPv6 address");
}

Result<void> check_public_address(const std::string& text) {
    if (text.empty()) return {};
    if (ListenAddress{.host = text}.is_wildcard()) {
        return failure(ErrorKind::BadInput, "'" + text + "' means every address; leave it empty for that");
    }
    return check_address(text);
}

Result<void> check_public_url(const std::string& text) {
    const bool http = text.starts_with("http://") && text.size() > 7;
    const bool https = text.starts_with("https://") && text.size() > 8;
    const auto path = text.find('/', https ? 8 : 7);
    if (text.empty() || ((http || https) && path == std::string::npos)) return {};
    return failure(ErrorKind::BadInput, "write scheme and host without anything behind, as https://meet.example.org");
}

Result<void> check_ice_server(const std::string& text) {
    if (auto server = http::IceServer::parse(text); !server) return tl::unexpected(server.error());
    return {};
}

Result<void> check_log_level(const std::string& text) {
    if (spdlog::level::from_str(text) != spdlog::level::off || text == "off") return {};
    return failure(ErrorKind::BadInput, "choose trace, debug, info, warn, error or off");
}

Result<void> check_time_zone(const std::string& text) {
    std::error_code error;
    const bool is_plain = !text.empty() && text.front() != '/' && text.find("..") == std::string::npos;
    if (is_plain && std::filesystem::is_regular_file("/usr/share/zoneinfo/" + text, error)) return {};
    return failure(ErrorKind::BadInput, "'" + text +
                                            "' is no time zone that this machine knows: write it as Europe/London; "
                                            "Debian has them in the package tzdata");
}

Result<void> check_not_empty(const std::string& text) {
    if (!text.empty()) return {};
    return failure(ErrorKind::BadInput, "must not be empty");
}

constexpr int kMaxPort = 65535;
constexpr int kMaxRate = 1'000'000;  // No limit in practice, for load tests.

const auto kFields = std::to_array<Field>({
    {"data", Text{[](Config& c) -> std::string& { return c.data; }, check_not_empty}},
    {"listen", List{[](Config& c) -> std::vector<std::string>& { return c.listen; }, check_listen}},
    {"listen_https", List{[](Config& c) -> std::vector<std::string>& { return c.listen_https; }, check_listen}},
    {"public_url", Text{[](Config& c) -> std::string& { return c.public_url; }, check_public_url}},
    {"demo", Flag{[](Config& c) -> bool& { return c.demo; }}},
    {"first_meeting", Text{[](Config& c) -> std::string& { return c.first_meeting; }}},
    {"show_links", Flag{[](Config& c) -> bool& { return c.show_links; }}},
    {"log_level", Text{[](Config& c) -> std::string& { return c.log_level; }, check_log_level}},
    {"time_zone", Text{[](Config& c) -> std::string& { return c.time_zone; }, check_time_zone}},
    {"server.workers", Number{[](Config& c) -> int& { return c.server.workers; }, 0, 64}},
    {"server.trusted_proxies",
     List{[](Config& c) -> std::vector<std::string>& { return c.server.trusted_proxies; }, check_address}},
    {"server.hsts", Flag{[](Config& c) -> bool& { return c.server.hsts; }}},
    {"tls.certificate", Text{[](Config& c) -> std::string& { return c.tls.certificate; }}},
    {"tls.key", Text{[](Config& c) -> std::string& { return c.tls.key; }}},
    {"web.root", Text{[](Config& c) -> std::string& { return c.web.root; }}},
    {"limits.participant_burst", Number{[](Config& c) -> int& { return c.limits.participant_burst; }, 1, kMaxRate}},
    {"limits.participant_per_s",
     Decimal{[](Config& c) -> double& { return c.limits.participant_per_s; }, 0.001, kMaxRate}},
    {"limits.ask_burst", Number{[](Config& c) -> int& { return c.limits.ask_burst; }, 1, kMaxRate}},
    {"limits.ask_per_s", Decimal{[](Config& c) -> double& { return c.limits.ask_per_s; }, 0.001, kMaxRate}},
    {"limits.staff_burst", Number{[](Config& c) -> int& { return c.limits.staff_burst; }, 1, kMaxRate}},
    {"limits.staff_per_s", Decimal{[](Config& c) -> double& { return c.limits.staff_per_s; }, 0.001, kMaxRate}},
    {"limits.newcomer_burst", Number{[](Config& c) -> int& { return c.limits.newcomer_burst; }, 1, kMaxRate}},
    {"limits.newcomer_per_s", Decimal{[](Config& c) -> double& { return c.limits.newcomer_per_s; }, 0.001, kMaxRate}},
    {"media.record", Flag{[](Config& c) -> bool& { return c.media.record; }}},
    {"media.live_window_s", Number{[](Config& c) -> int& { return c.media.live_window_s; }, 20, 3600}},
    {"media.keep_days", Number{[](Config& c) -> int& { return c.media.keep_days; }, 0, 36'500}},
    {"media.quota_gb", Number{[](Config& c) -> int& { return c.media.quota_gb; }, 0, 1'000'000}},
    {"media.max_sessions", Number{[](Config& c) -> int& { return c.media.max_sessions; }, 1, 256}},
    {"media.ladder", List{[](Config& c) -> std::vector<std::string>& { return c.media.ladder; }}},
    {"media.max_whep", Number{[](Config& c) -> int& { return c.media.max_whep; }, 0, 500}},
    {"media.ice.udp_port_min", Number{[](Config& c) -> int& { return c.media.ice.udp_port_min; }, 0, kMaxPort}},
    {"media.ice.udp_port_max", Number{[](Config& c) -> int& { return c.media.ice.udp_port_max; }, 0, kMaxPort}},
    {"media.ice.tcp", Flag{[](Config& c) -> bool& { return c.media.ice.tcp; }}},
    {"media.ice.public_address",
     Text{[](Config& c) -> std::string& { return c.media.ice.public_address; }, check_public_address}},
    {"media.ice.turn", List{[](Config& c) -> std::vector<std::string>& { return c.media.ice.turn; }, check_ice_server}},
    {"media.srt.listen", Text{[](Config& c) -> std::string& { return c.media.srt.listen; }, check_listen_or_none}},
    {"media.srt.passphrase", Text{[](Config& c) -> std::string& { return c.media.srt.passphrase; }, check_passphrase}},
    {"media.srt.latency_ms", Number{[](Config& c) -> int& { return c.media.srt.latency_ms; }, 20, 8000}},
    {"media.rtmp.address", Text{[](Config& c) -> std::string& { return c.media.rtmp.address; }, check_listen_or_none}},
    {"media.relay.allow_hosts", List{[](Config& c) -> std::vector<std::string>& { return c.media.relay.allow_hosts; }}},
    {"social.allow_hosts", List{[](Config& c) -> std::vector<std::string>& { return c.social.allow_hosts; }}},
    {"social.requests_per_minute", Number{[](Config& c) -> int& { return c.social.requests_per_minute; }, 1, 6000}},
    {"social.poll_s", Number{[](Config& c) -> int& { return c.social.poll_s; }, 1, 3600}},
    {"social.feed_poll_s", Number{[](Config& c) -> int& { return c.social.feed_poll_s; }, 1, 86'400}},
    {"social.youtube_poll_s", Number{[](Config& c) -> int& { return c.social.youtube_poll_s; }, 1, 3600}},
    {"social.x_poll_s", Number{[](Config& c) -> int& { return c.social.x_poll_s; }, 1, 3600}},
    {"social.x_max_posts", Number{[](Config& c) -> int& { return c.social.x_max_posts; }, 0, kMaxRate}},
    {"social.recheck_s", Number{[](Config& c) -> int& { return c.social.recheck_s; }, 1, 3600}},
    {"social.look_back_h", Number{[](Config& c) -> int& { return c.social.look_back_h; }, 0, 168}},
    {"social.follow_h", Number{[](Config& c) -> int& { return c.social.follow_h; }, 0, 720}},
    {"social.bluesky_stream", Text{[](Config& c) -> std::string& { return c.social.bluesky_stream; }}},
    {"social.bluesky_profiles", Text{[](Config& c) -> std::string& { return c.social.bluesky_profiles; }}},
    {"social.x_api", Text{[](Config& c) -> std::string& { return c.social.x_api; }}},
    {"social.youtube_api", Text{[](Config& c) -> std::string& { return c.social.youtube_api; }}},
    {"social.reply_server", Text{[](Config& c) -> std::string& { return c.social.reply_server; }}},
    {"social.reply_token", Text{[](Config& c) -> std::string& { return c.social.reply_token; }}},
});

// Levenshtein's distance: how many letters must be put in, taken out or replaced.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        auto diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const auto replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

struct Assigner {
    Config& config;
    const std::vector<std::string>& values;

    [[nodiscard]] Result<std::string> single() const {
        if (values.size() == 1) return values.front();
        return failure(ErrorKind::BadInput, "takes one value");
    }

    Result<void> operator()(const Flag& flag) const {
        const auto text = single();
        if (!text) return tl::unexpected(text.error());
        if (*text != "true" && *text != "false") return failure(ErrorKind::BadInput, "takes true or false");
        flag.of(config) = *text == "true";
        return {};
    }

    Result<void> operator()(const Number& number) const {
        const auto text = single();
        if (!text) return tl::unexpected(text.error());
        int value = 0;
        const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
        const bool whole = error == std::errc{} && end == text->data() + text->size();
        if (!whole || value < number.min || value > number.max) {
            return failure(ErrorKind::BadInput, "takes a whole number from " + std::to_string(number.min) + " to " +
                                                    std::to_string(number.max));
        }
        number.of(config) = value;
        return {};
    }

    Result<void> operator()(const Decimal& decimal) const {
        const auto text = single();
        if (!text) return tl::unexpected(text.error());
        double value = 0;
        const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
        const bool whole = error == std::errc{} && end == text->data() + text->size();
        if (!whole || !(value >= decimal.min && value <= decimal.max)) {
            return failure(ErrorKind::BadInput, fmt::format("takes a number from {} to {}", decimal.min, decimal.max));
        }
        decimal.of(config) = value;
        return {};
    }

    Result<void> operator()(const Text& text) const {
        auto value = single();
        if (!value) return tl::unexpected(value.error());
        if (text.check != nullptr) {
            if (auto checked = text.check(*value); !checked) return checked;
        }
        text.of(config) = std::move(*value);
        return {};
    }

    Result<void> operator()(const List& list) const {
        for (const auto& value : values) {
            if (list.check_each == nullptr) break;
            if (auto checked = list.check_each(value); !checked) return checked;
        }
        list.of(config) = values;
        return {};
    }
};

struct Reader {
    Config& config;
    std::vector<std::string> operator()(const Flag& flag) const { return {flag.of(config) ? "true" : "false"}; }
    std::vector<std::string> operator()(const Number& number) const { return {std::to_string(number.of(config))}; }
    std::vector<std::string> operator()(const Decimal& decimal) const {
        return {fmt::format("{}", decimal.of(config))};
    }
    std::vector<std::string> operator()(const Text& text) const { return {text.of(config)}; }
    std::vector<std::string> operator()(const List& list) const { return list.of(config); }
};

}  // namespace

std::span<const Field> config_fields() {
    return kFields;
}

const Field* find_field(std::string_view key) {
    const auto* found = std::ranges::find(kFields, key, &Field::key);
    return found == kFields.end() ? nullptr : found;
}

std::string_view nearest_key(std::string_view key) {
    return std::ranges::min_element(kFields, {}, [&](const Field& field) { return distance(key, field.key); })->key;
}

std::string environment_name(std::string_view key) {
    std::string name = "WARDCAST_";
    for (const char letter : key) {
        name += letter == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    }
    return name;
}

Result<void> assign(Config& config, const Field& field, const std::vector<std::string>& values) {
    return std::visit(Assigner{config, values}, field.kind);
}

std::vector<std::string> value_of(const Config& config, const Field& field) {
    auto copy = config;
    return std::visit(Reader{copy}, field.kind);
}

}  // namespace wardcast::app
