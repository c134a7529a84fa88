// Opens many WebSockets to Wardcast or to nginx with nchan, has messages published to all of them, and says how fast
// connections opened, what memory they hold, what a delivery costs the server and how late messages come.
// scripts/bench runs it; one JSON object on standard output.

#include <charconv>
#include <cstdio>
#include <string>
#include <sys/socket.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "bench/delays.h"
#include "bench/load_socket.h"
#include "bench/server_process.h"
#include "bench/swarm.h"

namespace wardcast::bench {
namespace {

struct Options {
    std::string server = "wardcast";
    std::uint16_t port = 0;
    std::string path;
    std::string publish_path;
    std::string token;
    pid_t pid = 0;
    unsigned clients = 1000;
    unsigned interval_ms = 100;  // 0: the next burst leaves when all have the last one.
    unsigned burst = 1;
    unsigned bytes = 300;
    unsigned seconds = 10;

    [[nodiscard]] bool is_wardcast() const { return server == "wardcast"; }
};

constexpr std::string_view kMark = "sent=";  // Followed by the nanoseconds at which the message left.
constexpr unsigned kFrameAroundTitle = 150;  // Bytes of Wardcast's events frame around the text.

class Fanout {
  public:
    explicit Fanout(Options options) : options_(std::move(options)), swarm_(options_.port), clerk_(options_.port) {
        for (unsigned i = 0; i < options_.clients; ++i) {
            swarm_.add({.path = options_.path,
                        .subprotocol = options_.is_wardcast() ? "wardcast.v1" : "",
                        .hello = options_.is_wardcast() ? R"({"type":"hello"})" : ""});
        }
    }

    nlohmann::json run() {
        const auto take = [this](std::size_t, std::string_view text, std::int64_t now) { count(text, now); };
        const ServerUse idle = use_of(options_.pid);
        const double handshakes_s = swarm_.open(take);
        const ServerUse joined = use_of(options_.pid);
        open_publisher();

        const ServerUse before = use_of(options_.pid);
        const std::int64_t began = now_ns();
        publish_and_count(take);
        const double took_s = static_cast<double>(now_ns() - began) / 1e9;
        const ServerUse after = use_of(options_.pid);

        const auto delivered = static_cast<double>(delays_.count());
        return {{"server", options_.server},
                {"clients", options_.clients},
                {"handshakes_per_s", options_.clients / handshakes_s},
                {"kb_per_connection", (joined.memory_kb - idle.memory_kb) / options_.clients},
                {"published", published_},
                {"missing", published_ * options_.clients - delays_.count()},
                {"deliveries_per_s", delivered / took_s},
                {"cpu_us_per_delivery", (after.cpu_s - before.cpu_s) * 1e6 / delivered},
                {"p50_ms", delays_.percentile_ms(0.5)},
                {"p99_ms", delays_.percentile_ms(0.99)},
                {"max_ms", delays_.percentile_ms(1)}};
    }

  private:
    // One message has one mark; Wardcast's frame may hold several events.
    void count(std::string_view text, std::int64_t now) {
        for (auto at = text.find(kMark); at != std::string_view::npos; at = text.find(kMark, at + 1)) {
            std::int64_t sent = 0;
            std::from_chars(text.data() + at + kMark.size(), text.data() + text.size(), sent);
            delays_.add_ns(now - sent);
        }
    }

    void open_publisher() {
        if (options_.is_wardcast()) {
            clerk_.add({.path = options_.path,
                        .subprotocol = "wardcast.v1",
                        .hello = R"({"type":"hello","token":")" + options_.token + R"("})"});
            clerk_.open(ignore);
        } else {
            publisher_ = start_connect(options_.port, options_.clients + 1000);
        }
    }

    static void ignore(std::size_t, std::string_view, std::int64_t) {}

    void publish() {
        std::string all;
        for (unsigned i = 0; i < options_.burst; ++i, ++published_) {
            std::string text = std::string(kMark) + std::to_string(now_ns()) + " ";
            if (options_.is_wardcast()) {
                text.resize(options_.bytes - kFrameAroundTitle, 'x');
                char id[40];
                std::snprintf(id, sizeof id, "00000000-0000-4000-8000-%012zu", published_);
                all += client_text_frame(R"({"type":"do","id":")" + std::string(id) +
                                         R"(","command":"change_meeting","data":{"title":")" + text + R"("}})");
            } else {
                text.resize(options_.bytes, 'x');
                all += "POST " + options_.publish_path +
                       " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + std::to_string(text.size()) + "\r\n\r\n" +
                       text;
            }
        }
        if (options_.is_wardcast()) {
            clerk_.send_frames(0, all);
        } else {
            send_all(publisher_, all);
        }
    }

    void publish_and_count(const Swarm::Take& take) {
        const std::int64_t end = now_ns() + static_cast<std::int64_t>(options_.seconds) * 1'000'000'000;
        const std::int64_t interval = static_cast<std::int64_t>(options_.interval_ms) * 1'000'000;
        std::int64_t next = now_ns();
        const auto all_arrived = [&] { return delays_.count() >= published_ * options_.clients; };
        while (now_ns() < end) {
            if (interval > 0 ? now_ns() >= next : all_arrived()) {
                publish();
                next += interval;
            }
            drain_publisher();
            const std::int64_t wait_ms = interval > 0 ? (next - now_ns()) / 1'000'000 : 1;
            swarm_.poll(static_cast<int>(std::clamp<std::int64_t>(wait_ms, 0, 100)), take);
        }
        // What is still under way may arrive for ten seconds more.
        const std::int64_t patience = now_ns() + 10'000'000'000;
        while (!all_arrived() && now_ns() < patience)
            swarm_.poll(100, take);
    }

    void drain_publisher() {
        if (options_.is_wardcast()) return clerk_.poll(0, ignore);
        char chunk[65536];
        while (recv(publisher_, chunk, sizeof chunk, MSG_DONTWAIT) > 0) {
        }
    }

    Options options_;
    Swarm swarm_;
    Swarm clerk_;         // Wardcast: who publishes.
    int publisher_ = -1;  // nchan: a kept HTTP connection to publish on.
    std::size_t published_ = 0;
    Delays delays_;
};

}  // namespace
}  // namespace wardcast::bench

int main(int argc, char** argv) {
    wardcast::bench::Options options;
    CLI::App app("WebSocket fan-out load");
    app.add_option("--server", options.server, "wardcast or nchan")->check(CLI::IsMember({"wardcast", "nchan"}));
    app.add_option("--port", options.port)->required();
    app.add_option("--path", options.path, "what to open")->required();
    app.add_option("--publish-path", options.publish_path, "nchan: where to publish");
    app.add_option("--token", options.token, "wardcast: the clerk's");
    app.add_option("--pid", options.pid, "the server process that is measured")->required();
    app.add_option("--clients", options.clients);
    app.add_option("--interval-ms", options.interval_ms, "between bursts; 0: when all have the last one");
    app.add_option("--burst", options.burst, "messages at once");
    app.add_option("--bytes", options.bytes, "of a message");
    app.add_option("--seconds", options.seconds);
    CLI11_PARSE(app, argc, argv);
    std::puts(wardcast::bench::Fanout(options).run().dump().c_str());
}
