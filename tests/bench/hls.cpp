// Live viewers of one meeting, each as a low-latency player asks: a blocking playlist reload, then the new part, again
// and again, for picture and for sound on a kept connection each. Against nginx the same bytes are fetched at the same
// pace as ordinary files. scripts/bench runs it; one JSON object on standard output.

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <vector>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "bench/delays.h"
#include "bench/load_socket.h"
#include "bench/server_process.h"

namespace wardcast::bench {
namespace {

struct Options {
    std::string server = "wardcast";
    std::uint16_t port = 0;
    std::string path;  // "/hls/slug"
    std::vector<std::string> renditions = {"720p", "audio"};
    pid_t pid = 0;
    std::string threads;  // Whose CPU time counts; empty: the whole process.
    unsigned viewers = 1000;
    unsigned seconds = 20;
    unsigned interval_ms = 333;  // nginx: how often a part is fetched.
};

[[noreturn]] void fail(const std::string& why) {
    std::fprintf(stderr, "hls: %s\n", why.c_str());
    std::exit(1);  // NOLINT(concurrency-mt-unsafe): a driver has one thread
}

// One kept connection of one viewer for one rendition.
struct Stream {
    int fd = -1;
    const std::string* rendition = nullptr;
    std::string buffer;  // Of the answer under way: its head, and a playlist's body.
    std::size_t body_left = 0;
    bool in_body = false;
    bool wants_playlist = true;  // What is under way: a playlist or a part.
    std::string part;            // The URI of the part wanted last.
    std::int64_t next_ns = 0;    // nginx: when the next fetch is due.
};

class Viewers {
  public:
    explicit Viewers(Options options) : options_(std::move(options)), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
        allow_files(options_.viewers * static_cast<unsigned>(options_.renditions.size()) + 100);
        streams_.resize(options_.viewers * options_.renditions.size());
    }

    nlohmann::json run() {
        for (std::size_t i = 0; i < streams_.size(); ++i) {
            Stream& stream = streams_[i];
            stream.rendition = &options_.renditions[i % options_.renditions.size()];
            stream.fd = start_connect(options_.port, static_cast<unsigned>(i));
            epoll_event event{.events = EPOLLIN | EPOLLET, .data = {.u64 = i}};
            epoll_ctl(epoll_, EPOLL_CTL_ADD, stream.fd, &event);
            ask(stream, is_live() ? playlist_path(stream, "") : "/" + *stream.rendition + ".m3u8");
            poll_once(0);
        }
        // Everybody is watching; what follows is measured.
        for (const std::int64_t until = now_ns() + 3'000'000'000; now_ns() < until;)
            poll_once(50);
        delays_ = {};
        bytes_ = parts_ = 0;
        const ServerUse before = use_of(options_.pid, options_.threads);
        const std::int64_t began = now_ns();
        while (now_ns() - began < static_cast<std::int64_t>(options_.seconds) * 1'000'000'000)
            poll_once(50);
        const double took_s = static_cast<double>(now_ns() - began) / 1e9;
        const ServerUse after = use_of(options_.pid, options_.threads);
        const double cpu = after.cpu_s - before.cpu_s;
        return {{"server", options_.server},
                {"viewers", options_.viewers},
                {"mbit_per_s", static_cast<double>(bytes_) * 8 / 1e6 / took_s},
                {"parts_per_s", static_cast<double>(parts_) / took_s},
                {"cpu_percent", cpu / took_s * 100},
                {"cpu_ms_per_gbit", cpu * 1e3 / (static_cast<double>(bytes_) * 8 / 1e9)},
                {"late_p50_ms", delays_.percentile_ms(0.5)},
                {"late_p99_ms", delays_.percentile_ms(0.99)},
                {"late_max_ms", delays_.percentile_ms(1)}};
    }

    // Mean sizes of what was fetched, so that the peer can serve the same: {"720p":{"playlist":N,"part":N},…}.
    [[nodiscard]] nlohmann::json sizes() const {
        nlohmann::json sizes;
        for (const auto& [rendition, answers] : answers_) {
            sizes[rendition] = {{"playlist", answers.playlists.mean()}, {"part", answers.parts.mean()}};
        }
        return sizes;
    }

  private:
    [[nodiscard]] bool is_live() const { return options_.server == "wardcast"; }

    [[nodiscard]] std::string playlist_path(const Stream& stream, const std::string& query) const {
        return options_.path + "/" + *stream.rendition + ".m3u8" + query;
    }

    static void ask(Stream& stream, const std::string& path) {
        send_all(stream.fd, "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    }

    void poll_once(int timeout_ms) {
        epoll_event events[256];
        const int ready = epoll_wait(epoll_, events, 256, timeout_ms);
        for (int i = 0; i < ready; ++i)
            read(streams_[events[i].data.u64]);
        if (is_live()) return;
        const std::int64_t now = now_ns();
        for (Stream& stream : streams_) {
            if (stream.next_ns == 0 || now < stream.next_ns) continue;
            stream.next_ns = 0;
            stream.wants_playlist = true;
            ask(stream, "/" + *stream.rendition + ".m3u8");
        }
    }

    void read(Stream& stream) {
        static char chunk[262'144];
        for (;;) {
            const ssize_t got = recv(stream.fd, chunk, sizeof chunk, 0);
            if (got == 0) fail("the server closed a kept connection");
            if (got < 0) return;
            take(stream, std::string_view(chunk, static_cast<std::size_t>(got)));
        }
    }

    void take(Stream& stream, std::string_view bytes) {
        if (!stream.in_body) {
            stream.buffer.append(bytes);
            const auto end = stream.buffer.find("\r\n\r\n");
            if (end == std::string::npos) return;
            begin_body(stream, end);
        } else {
            const std::size_t some = std::min(bytes.size(), stream.body_left);
            if (stream.wants_playlist) stream.buffer.append(bytes.substr(0, some));
            stream.body_left -= some;
            bytes_ += some;
        }
        if (stream.body_left == 0) finish(stream);
    }

    void begin_body(Stream& stream, std::size_t head_end) {
        if (!stream.buffer.starts_with("HTTP/1.1 200")) fail(stream.buffer.substr(0, head_end));
        std::string head = stream.buffer.substr(0, head_end);
        std::transform(head.begin(), head.end(), head.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        const auto at = head.find("content-length:");
        if (at == std::string::npos) fail("an answer without Content-Length");
        std::size_t length = 0;
        const char* from = head.data() + at + 15;
        while (*from == ' ')
            ++from;
        std::from_chars(from, head.data() + head.size(), length);
        Answers& answers = answers_[*stream.rendition];
        (stream.wants_playlist ? answers.playlists : answers.parts).add(length);
        const std::size_t here = stream.buffer.size() - head_end - 4;
        bytes_ += here;
        stream.body_left = length - here;
        stream.in_body = true;
        if (stream.wants_playlist) {
            stream.buffer.erase(0, head_end + 4);
        } else {
            stream.buffer.clear();
        }
    }

    void finish(Stream& stream) {
        stream.in_body = false;
        if (!is_live()) return finish_file(stream);
        if (stream.wants_playlist) {
            const std::string part = last_part(stream.buffer);
            stream.buffer.clear();
            if (part.empty()) fail("a playlist without parts");
            const std::int64_t now = now_ns();
            known_.try_emplace(part, now);
            stream.part = part;
            stream.wants_playlist = false;
            ask(stream, options_.path + "/" + part);
        } else {
            ++parts_;
            delays_.add_ns(now_ns() - known_.at(stream.part));
            stream.wants_playlist = true;
            ask(stream, playlist_path(stream, next_query(stream.part)));
        }
    }

    void finish_file(Stream& stream) {
        stream.buffer.clear();
        if (stream.wants_playlist) {
            stream.wants_playlist = false;
            ask(stream, "/" + *stream.rendition + ".m4s");
            return;
        }
        ++parts_;
        stream.next_ns = (now_ns() / 1'000'000 / options_.interval_ms + 1) * options_.interval_ms * 1'000'000;
    }

    // The URI of the newest part in a playlist: "720p/12.3.m4s".
    static std::string last_part(const std::string& playlist) {
        const auto line = playlist.rfind("#EXT-X-PART:");
        if (line == std::string::npos) return {};
        const auto uri = playlist.find("URI=\"", line) + 5;
        return playlist.substr(uri, playlist.find('"', uri) - uri);
    }

    // What follows "720p/12.3.m4s" is part 4 of segment 12; where the segment ends with 3, the server answers
    // with 13.0.
    static std::string next_query(const std::string& part) {
        unsigned msn = 0;
        unsigned number = 0;
        const char* from = part.data() + part.rfind('/') + 1;
        const auto [dot, error] = std::from_chars(from, part.data() + part.size(), msn);
        std::from_chars(dot + 1, part.data() + part.size(), number);
        return "?_HLS_msn=" + std::to_string(msn) + "&_HLS_part=" + std::to_string(number + 1) + "&_HLS_skip=YES";
    }

    Options options_;
    int epoll_;
    std::vector<Stream> streams_;
    std::map<std::string, std::int64_t> known_;  // When the first viewer learnt of a part.
    Delays delays_;
    std::size_t bytes_ = 0;
    std::size_t parts_ = 0;
    struct Sizes {
        std::size_t sum = 0, count = 0;
        void add(std::size_t size) {
            sum += size;
            ++count;
        }
        [[nodiscard]] std::size_t mean() const { return count == 0 ? 0 : sum / count; }
    };
    struct Answers {
        Sizes playlists, parts;
    };
    std::map<std::string, Answers> answers_;  // By rendition.
};

}  // namespace
}  // namespace wardcast::bench

int main(int argc, char** argv) {
    wardcast::bench::Options options;
    CLI::App app("Live HLS viewers");
    app.add_option("--server", options.server, "wardcast or nginx")->check(CLI::IsMember({"wardcast", "nginx"}));
    app.add_option("--port", options.port)->required();
    app.add_option("--path", options.path, "wardcast: /hls/SLUG");
    app.add_option("--renditions", options.renditions)->delimiter(',');
    app.add_option("--pid", options.pid, "the server process that is measured")->required();
    app.add_option("--threads", options.threads, "count the CPU time of threads whose name begins so only");
    app.add_option("--viewers", options.viewers);
    app.add_option("--seconds", options.seconds);
    app.add_option("--interval-ms", options.interval_ms, "nginx: time between parts");
    CLI11_PARSE(app, argc, argv);
    wardcast::bench::Viewers viewers(options);
    auto result = viewers.run();
    result["sizes"] = viewers.sizes();
    std::puts(result.dump().c_str());
}
