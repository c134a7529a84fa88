#pragma once

#include <csignal>
#include <fstream>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "media/srt_listener.h"
#include "media/stream_sessions.h"
#include "temporary_folder.h"
#include "unit/media/silent_port.h"
#include "unit/media/watched_feed.h"

// Whom relays push to, in the test's own hands.
namespace wardcast::media {

// nginx's RTMP module. Application "live" takes everybody, "closed" nobody.
class RtmpServer {
  public:
    RtmpServer() : port_(SilentPort().number()) {
        const auto& run = folder_.path();
        std::ofstream(run / "nginx.conf")
            << "load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;\nworker_processes 1;\ndaemon off;\n"
               "master_process off;\npid "
            << (run / "pid").string() << ";\nerror_log " << (run / "log").string()
            << " error;\nevents { worker_connections 64; }\nrtmp { server { listen 127.0.0.1:" << port_
            << "; chunk_size 4096; application live { live on; } application closed { live on; deny publish all; } } "
               "}\n";
        start();
    }
    ~RtmpServer() { stop(); }
    RtmpServer(const RtmpServer&) = delete;
    RtmpServer& operator=(const RtmpServer&) = delete;

    void start() {
        const auto conf = (folder_.path() / "nginx.conf").string();
        const auto prefix = folder_.path().string();
        std::string program = "/usr/sbin/nginx", p = "-p", c = "-c", e = "-e", log = prefix + "/log";
        std::string with_prefix = prefix, with_conf = conf;
        char* const words[] = {program.data(),   p.data(), with_prefix.data(), c.data(),
                               with_conf.data(), e.data(), log.data(),         nullptr};
        ASSERT_EQ(posix_spawn(&process_, program.c_str(), nullptr, nullptr, words, environ), 0);
    }
    void stop() {
        if (process_ <= 0) return;
        kill(process_, SIGKILL);
        waitpid(process_, nullptr, 0);
        process_ = 0;
    }
    // It accepts and keeps connections, but does nothing any more.
    void hang() const { kill(process_, SIGSTOP); }
    void wake() const { kill(process_, SIGCONT); }

    [[nodiscard]] std::string address(const std::string& application = "live") const {
        return "rtmp://127.0.0.1:" + std::to_string(port_) + "/" + application;
    }

    [[nodiscard]] std::uint16_t port() const { return port_; }

  private:
    TemporaryFolder folder_;
    const std::uint16_t port_;
    pid_t process_ = 0;
};

// A neighbour's Wardcast, as far as encoders see it: what is sent with the key "ward/t0ken" ends in its feed.
class Neighbour {
  public:
    Neighbour() {
        thread_.every(std::chrono::milliseconds(50), [this] { sessions_.look_after(Ticks::now()); });
        auto opened = SrtListener::open(
            {.address = "127.0.0.1",
             .port = 0,
             .passphrase = "kept by us all",
             .latency = std::chrono::milliseconds(80)},
            [](const SrtStreamId& id) { return id.meeting == "ward" && id.token == "t0ken"; },
            [this](const SrtStreamId& id, auto answered) {
                const std::string publisher = "srt " + std::to_string(++calls_);
                thread_.post([this, id, publisher, answered = std::move(answered)] {
                    answered(sessions_.publish({id.meeting, id.camera, publisher},
                                               StreamSessions::Container::TransportStream));
                });
            });
        EXPECT_TRUE(opened.has_value());
        listener_ = std::move(*opened);
    }
    ~Neighbour() {
        listener_.reset();
        thread_.call(
            [this] {
                sessions_.end_all();
                return true;
            },
            false);
        thread_.stop();
    }
    Neighbour(const Neighbour&) = delete;
    Neighbour& operator=(const Neighbour&) = delete;

    [[nodiscard]] const WatchedFeed& feed() const { return feed_; }
    [[nodiscard]] std::string address() const {
        return "srt://127.0.0.1:" + std::to_string(listener_->port()) + "?latency=80&passphrase=kept%20by%20us%20all";
    }

  private:
    WatchedFeed feed_;
    MediaThread thread_;
    Seats seats_{4};
    StreamSessions sessions_{seats_, thread_, [this](const std::string&, const std::string&) {
                                 return WhipResult<std::shared_ptr<CameraFeed>>(feed_.get());
                             }};
    std::atomic<int> calls_{0};
    std::unique_ptr<SrtListener> listener_;
};

}  // namespace wardcast::media
