#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace wardcast::app {

// How this server is set up. The initial values are the defaults; config/wardcast.toml explains each key, and
// config_fields.cpp gives each its bounds.
struct Config {
    std::string data = "data";
    std::vector<std::string> listen = {"0.0.0.0:8080", "[::]:8080"};
    std::vector<std::string> listen_https = {"0.0.0.0:8443", "[::]:8443"};
    std::string public_url;
    bool demo = false;
    std::string first_meeting;
    bool show_links = false;
    std::string log_level = "info";
    std::string time_zone = "Europe/London";

    struct Server {
        int workers = 0;
        std::vector<std::string> trusted_proxies = {"127.0.0.1", "::1"};
        bool hsts = false;
    } server;

    struct Tls {
        std::string certificate;
        std::string key;
    } tls;

    struct Web {
        std::string root;
    } web;

    // docs/protocol.md section 2.8: so many at once, then so many a second.
    struct Limits {
        int participant_burst = 20;
        double participant_per_s = 2;
        int ask_burst = 5;
        double ask_per_s = 0.05;
        int staff_burst = 200;
        double staff_per_s = 50;
        int newcomer_burst = 500;
        double newcomer_per_s = 5;
    } limits;

    struct Media {
        bool record = true;
        int live_window_s = 60;
        int keep_days = 0;
        int quota_gb = 0;
        int max_sessions = 16;
        std::vector<std::string> ladder = {"720p:2500", "480p:1100", "240p:350"};
        int max_whep = 50;
        struct Ice {
            int udp_port_min = 0;
            int udp_port_max = 0;
            bool tcp = true;
            std::string public_address;
            std::vector<std::string> turn;
        } ice;
        struct Srt {
            std::string listen;
            std::string passphrase;
            int latency_ms = 200;
        } srt;
        struct Rtmp {
            std::string address;
        } rtmp;
        struct Relay {
            std::vector<std::string> allow_hosts;
        } relay;
    } media;

    // Times in seconds unless they say otherwise.
    struct Social {
        std::vector<std::string> allow_hosts;
        int requests_per_minute = 50;
        int poll_s = 15;
        int feed_poll_s = 60;
        int youtube_poll_s = 10;
        int x_poll_s = 30;
        int x_max_posts = 0;
        int recheck_s = 30;
        int look_back_h = 24;
        int follow_h = 72;
        std::string bluesky_stream = "wss://jetstream2.us-east.bsky.network/subscribe";
        std::string bluesky_profiles = "https://public.api.bsky.app";
        std::string x_api = "https://api.x.com";
        std::string youtube_api = "https://www.googleapis.com";
        std::string reply_server;
        std::string reply_token;
    } social;
};

// The keys that a source has set, by name, as text: "media.live_window_s" = "60". A list has several texts.
struct Setting {
    std::string key;
    std::vector<std::string> values;
    std::string origin;  // For messages: "wardcast.toml:12", "WARDCAST_LISTEN", "--listen".
};

// Reads a TOML file into settings. Refused with the line: not TOML, a key that does not exist (the nearest one that
// does is named), a value of another type.
[[nodiscard]] Result<std::vector<Setting>> settings_from_file(const std::filesystem::path& file);

// The WARDCAST_… variables of an environment as `environ` has it. Lists are separated by commas. Variables that are no
// key's are left alone: container platforms put such there by themselves.
[[nodiscard]] std::vector<Setting> settings_from_environment(const char* const* environment);

// The defaults with the settings laid over them, in order: later ones win. Refused with origin, bounds and cure.
[[nodiscard]] Result<Config> configure(const std::vector<Setting>& settings);

}  // namespace wardcast::app
